# Train, export, audit, read the report back, plot.  Usage: Rscript audit.R DROPCERT FOLDER
arguments <- commandArgs(trailingOnly = TRUE)
dropcert <- normalizePath(arguments[1])
dir.create(arguments[2], showWarnings = FALSE, recursive = TRUE)
setwd(arguments[2])

# The rows by the number of their line; the summary is in the file "summary".
audit <- function(...) {
  options <- c("audit", ..., "--out", "rows.csv", "--force")
  status <- system2(dropcert, shQuote(options), stdout = "summary")
  if (status == 2) stop("dropcert audit failed")
  read.csv("rows.csv")
}

# A binary model: efficient cars of R's own data, on standardised features.
features <- c("hp", "wt", "qsec", "drat")
X <- mtcars[features]
efficient <- as.integer(mtcars$mpg > 20)
train <- data.frame(scale(X), efficient)
model <- suppressWarnings(glm(efficient ~ ., binomial, train, control = list(maxit = 4)))
write.csv(coef(model), "w.csv")
write.csv(data.frame(X, efficient), "X.csv", row.names = FALSE)
scaler <- data.frame(name = features, mean = sapply(X, mean), scale = sapply(X, sd))
for (column in c("mean", "scale")) scaler[[column]] <- format(scaler[[column]], digits = 17)
write.csv(scaler, "scaler.csv", row.names = FALSE, quote = FALSE)

arguments <- c("--data", "X.csv", "--weights", "w.csv", "--scaler", "scaler.csv", "--label", "efficient",
               "--dropout", "0.2")
rows <- audit(arguments, "--regulariser", "--advice", "--shares", "--figure", "audit.svg")
stopifnot(nrow(rows) == nrow(X))
stopifnot(max(abs(rows$z0 - predict(model))) < 1e-6)
cat(readLines("summary"), sep = "\n")
cat("mean of R:", mean(rows$R), " of R_2:", mean(rows$R_2), "\n")

# The same under Gaussian noise: the columns are the same.
gaussian <- audit("--data", "X.csv", "--weights", "w.csv", "--scaler", "scaler.csv", "--ignore", "efficient",
                  "--noise", "gaussian-dropout", "--dropout", "0.2", "--regulariser")
stopifnot(identical(names(gaussian), names(rows)))
stopifnot(max(abs(gaussian$z0 - rows$z0)) == 0)

if (requireNamespace("jsonlite", quietly = TRUE)) {
  audit(arguments, "--format", "json")
  summary <- jsonlite::fromJSON("summary")
  stopifnot(summary$rows == nrow(rows), summary$diverging == sum(rows$verdict == "diverges"))
  predicted <- as.integer(predict(model) > 0)
  stopifnot(abs(summary$labels$accuracy - mean(predicted == efficient)) < 1e-12)
}

svg("r.svg")
plot(rows$R_2, rows$R, log = "xy", xlab = "R_2", ylab = "R")
abline(0, 1)
invisible(dev.off())
