"""Headless browsers without a library: Chromium by its DevTools protocol, Firefox by Marionette.

Chromium(width=1400, dark=False) and Firefox(...) have open(url), evaluate(javascript), wait(javascript, seconds),
screenshot(path) and close(); evaluate gives the value of an expression. Missing is raised where there is no browser.
"""
import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time


class Missing(Exception):
    pass


def program(*names):
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise Missing(names[0])


class Browser:
    def wait(self, expression, seconds=120):
        """Until the expression is true; its value then. Fails after so many seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.evaluate(expression)
            if value:
                return value
            time.sleep(0.2)
        raise AssertionError(f"after {seconds} s still not: {expression}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Chromium(Browser):
    name = "chromium"

    def __init__(self, width=1400, height=900, dark=False):
        path = program("chromium", "chromium-browser", "google-chrome")
        self.folder = tempfile.mkdtemp()
        to_browser, self.commands = os.pipe()
        self.answers, from_browser = os.pipe()
        os.set_inheritable(to_browser, True)
        os.set_inheritable(from_browser, True)

        def descriptors():  # of the protocol: 3 and 4
            first, second = os.dup(to_browser), os.dup(from_browser)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--hide-scrollbars", f"--user-data-dir={self.folder}", "--remote-debugging-pipe", "about:blank"],
            close_fds=False, preexec_fn=descriptors, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer, self.number, self.session, self.requests = b"", 0, None, []
        target = self.command("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.command("Page.enable")
        self.command("Network.enable")
        self.command("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.command("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def message(self):
        while b"\0" not in self.buffer:
            read = os.read(self.answers, 1 << 16)
            if not read:
                raise AssertionError("Chromium ended")
            self.buffer += read
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def command(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        rest = json.dumps(request).encode() + b"\0"
        while rest:
            rest = rest[os.write(self.commands, rest):]
        while True:
            answer = self.message()
            if answer.get("method") == "Network.requestWillBeSent":
                self.requests.append(answer["params"]["request"]["url"])
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]

    def open(self, url):
        self.command("Page.navigate", url=url)
        self.wait(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(url.split('#')[0])})")

    def evaluate(self, expression):
        result = self.command("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise AssertionError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def press(self, key):
        codes = {"Tab": 9, "Enter": 13, " ": 32}
        text = {"Enter": "\r", " ": " "}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            self.command("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=codes[key],
                         **({"text": text} if text and kind == "keyDown" else {}))

    def screenshot(self, path, full=False):
        result = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        with open(path, "wb") as file:
            file.write(base64.b64decode(result["data"]))

    def pdf(self, path):
        result = self.command("Page.printToPDF", printBackground=False)
        with open(path, "wb") as file:
            file.write(base64.b64decode(result["data"]))

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.commands)
        os.close(self.answers)
        shutil.rmtree(self.folder, ignore_errors=True)


class Firefox(Browser):
    name = "firefox"

    def __init__(self, width=1400, height=900, dark=False):
        path = program("firefox-esr", "firefox")
        self.folder = tempfile.mkdtemp()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with open(os.path.join(self.folder, "user.js"), "w", encoding="ascii") as file:
            file.write(f'user_pref("marionette.port", {port});\n'
                       f'user_pref("layout.css.prefers-color-scheme.content-override", {0 if dark else 1});\n'
                       'user_pref("network.manage-offline-status", false);\n'
                       'user_pref("app.update.auto", false);\nuser_pref("network.captive-portal-service.enabled", false);\n')
        self.process = subprocess.Popen([path, "--headless", "--marionette", "--profile", self.folder, "about:blank"],
                                        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        env=dict(os.environ, HOME=self.folder))
        end = time.monotonic() + 90
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
                break
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise AssertionError("Firefox does not answer") from None
                time.sleep(0.3)
        self.buffer, self.number = b"", 0
        self.message()
        self.command("WebDriver:NewSession", capabilities={})
        self.command("WebDriver:SetWindowRect", width=width, height=height)

    def message(self):
        while b":" not in self.buffer:
            self.more()
        length, self.buffer = self.buffer.split(b":", 1)
        while len(self.buffer) < int(length):
            self.more()
        text, self.buffer = self.buffer[:int(length)], self.buffer[int(length):]
        return json.loads(text)

    def more(self):
        read = self.socket.recv(1 << 16)
        if not read:
            raise AssertionError("Firefox ended")
        self.buffer += read

    def command(self, name, **parameters):
        self.number += 1
        text = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self.message()
        if error:
            raise AssertionError(f"{name}: {error['message']}")
        return result

    def open(self, url):
        self.command("WebDriver:Navigate", url=url)

    def evaluate(self, expression):
        return self.command("WebDriver:ExecuteScript", script=f"return {expression}", args=[])["value"]

    def screenshot(self, path, full=False):
        result = self.command("WebDriver:TakeScreenshot", full=full)
        with open(path, "wb") as file:
            file.write(base64.b64decode(result["value"]))

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.socket.close()
        shutil.rmtree(self.folder, ignore_errors=True)
