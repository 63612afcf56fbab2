"""Reads the part of the language (proofs/README.md, section 1) that goals about one real variable use.

A term is a tuple: ("number", Fraction), ("name", NAME), ("call", NAME, [terms]), ("neg", t) or (OPERATOR, t, u). A
statement is ("relation", [terms], [signs]), ("implies", s, t), ("and", s, t), ("or", s, t) or
("for", NAME, low, high, wherever_defined, s), where low and high are pairs (term or None, closed).
"""
import re
from fractions import Fraction

TOKEN = re.compile(r"""\s*(?:(?P<string>"[^"]*")|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)"""
                   r"""|(?P<sign>\.\.|[<>!]=|[-+*/^()\[\]{},<>=!:]))""")
CLAUSES = {"says", "where", "printed", "because"}


class NotExpressible(Exception):
    """Something that the reader, or the language that it is to be written in, does not have."""


def tokens_of(text):
    text = re.sub(r'("[^"]*")|#[^\n]*', lambda found: found.group(1) or "", text).rstrip()
    place, tokens = 0, []
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise SyntaxError(text[place:place + 40])
        tokens.append(found.group().strip())
        place = found.end()
    return tokens


class Reader:
    def __init__(self, text):
        self.tokens, self.place = tokens_of(text), 0

    def look(self, ahead=0):
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def take(self, wanted=None):
        token = self.look()
        if wanted is not None and token != wanted:
            raise SyntaxError(f"{wanted} is expected, not {token}")
        self.place += 1
        return token

    def takes(self, *tokens):
        if self.look() not in tokens:
            return None
        return self.take()

    def many(self, part, separator=","):
        parts = [part()]
        while self.takes(separator):
            parts.append(part())
        return parts

    def chain(self, part, *signs):
        tree = part()
        while sign := self.takes(*signs):
            tree = (sign, tree, part())
        return tree

    # ---- ledgers -------------------------------------------------------------------------------------

    def ledger(self):
        """[(id, place in the literature, definitions by name, printed statement)]"""
        shared, claims = {}, []
        while word := self.takes("ledger", "where", "claim"):
            if word == "ledger":
                self.take()
            elif word == "where":
                shared.update([self.definition()])
            else:
                claims.append(self.claim(shared))
        return claims

    def claim(self, shared):
        name, place, definitions, printed = self.take(), self.take().strip('"'), dict(shared), None
        while self.look() in CLAUSES:
            clause = self.take()
            if clause == "where":
                definitions.update([self.definition()])
            elif clause == "printed":
                printed = self.statement()
            else:
                self.take()
        return name, place, definitions, printed

    def definition(self):
        name, parameters = self.take(), []
        if self.takes("("):
            parameters = self.many(self.take)
            self.take(")")
        self.take("=")
        return name, (parameters, self.statement())

    # ---- statements ----------------------------------------------------------------------------------

    def statement(self):
        if self.takes("for"):
            return self.quantified()
        left = self.chain(lambda: self.chain(self.relation, "and"), "or")
        return ("implies", left, self.statement()) if self.takes("implies") else left

    def quantified(self):
        name = self.take()
        self.take("in")
        if self.takes("real"):
            low = high = (None, False)
        elif bracket := self.takes("[", "("):
            low = (self.end(), bracket == "[")
            self.take(",")
            high = (self.end(), False)
            high = (high[0], self.take() == "]")
        else:
            raise NotExpressible("a domain that is no interval")
        if self.takes(","):
            raise NotExpressible("several variables")
        wherever_defined = bool(self.takes("wherever") and self.take("defined"))
        self.take(":")
        return ("for", name, low, high, wherever_defined, self.statement())

    def end(self):
        if self.look() == "oo" or (self.look() == "-" and self.look(1) == "oo"):
            self.takes("-")
            self.take()
            return None
        return self.term()

    def relation(self):
        terms, signs = [self.term()], []
        while sign := self.takes("=", "!=", "<", "<=", ">", ">="):
            signs.append(sign)
            terms.append(self.term())
        return ("relation", terms, signs) if signs else terms[0]

    # ---- terms ---------------------------------------------------------------------------------------

    def term(self):
        return self.chain(self.product, "+", "-")

    def product(self):
        return self.chain(self.unary, "*", "/")

    def unary(self):
        if self.takes("-"):
            return ("neg", self.unary())
        base = self.primary()
        return ("^", base, self.unary()) if self.takes("^") else base

    def primary(self):
        token = self.take()
        if token == "(":
            inner = self.statement()
            self.take(")")
            return inner
        if token[0].isdigit():
            return ("number", Fraction(token))
        if not self.takes("("):
            return ("name", token)
        arguments = self.many(self.statement)
        self.take(")")
        return ("call", token, arguments)


def expanded(tree, definitions, values=None):
    """The same without definitions: each is replaced by what it stands for."""
    values = values or {}
    if isinstance(tree, list):
        return [expanded(part, definitions, values) for part in tree]
    if not isinstance(tree, tuple) or not tree or tree[0] == "number":
        return tree
    if tree[0] == "name":
        if tree[1] in values:
            return values[tree[1]]
        return expanded(definitions[tree[1]][1], definitions) if tree[1] in definitions else tree
    if tree[0] == "call":
        arguments = expanded(tree[2], definitions, values)
        if tree[1] not in definitions:
            return ("call", tree[1], arguments)
        parameters, body = definitions[tree[1]]
        return expanded(body, definitions, dict(zip(parameters, arguments)))
    return (tree[0],) + tuple(expanded(part, definitions, values) for part in tree[1:])


def whole(term):
    """The integer that the term is by its spelling, or None."""
    if term[0] == "neg":
        inner = whole(term[1])
        return None if inner is None else -inner
    return int(term[1]) if term[0] == "number" and term[1].denominator == 1 else None
