# How long COINr's get_sensitivity takes on the table that a stress test uses.
#
# Needs R with the package COINr (written against 1.1.14). This script has not been run with every version of the two;
# where the package's interface differs, its own help has the last word.
#
#   goodmeasure index --out index            # writes index/values.csv and index/indicators.csv
#   Rscript reference/coinr_sensitivity.R index 500
#   goodmeasure stress reference/four-choices.toml --draws 1000000 --workers 1 --csv
#
# Both vary four choices: normalisation (min-max 1 to 100, ranks), aggregation (arithmetic, geometric), imputation (mean,
# median) and weights.

library(COINr)

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments) > 0) arguments[1] else "index"
draws <- if (length(arguments) > 1) as.integer(arguments[2]) else 500L

values <- read.csv(file.path(folder, "values.csv"), check.names = FALSE, colClasses = c(unit = "character"))
described <- read.csv(file.path(folder, "indicators.csv"), check.names = FALSE)
codes <- setdiff(names(values), c("unit", "name"))
direction <- described[[grep("direction", names(described), value = TRUE)[1]]]
names(direction) <- described[[1]]

data <- data.frame(uCode = paste0("LA", values$unit), uName = values$name, values[codes], check.names = FALSE)
meta <- data.frame(
  iCode = c(codes, "index"), iName = c(codes, "Index"), Level = c(rep(1, length(codes)), 2),
  Type = c(rep("Indicator", length(codes)), "Aggregate"),
  Direction = c(ifelse(direction[codes] == "lower", -1, 1), 1), Weight = 1, Parent = c(rep("index", length(codes)), NA)
)

coin <- new_coin(data, meta, quietly = TRUE)
coin <- Screen(coin, dset = "Raw", unit_screen = "byNA", dat_thresh = 0.7)
coin <- Impute(coin, dset = "Screened", f_i = "i_mean")
coin <- Normalise(coin, dset = "Imputed", global_specs = list(f_n = "n_minmax", f_n_para = list(l_u = c(1, 100))))
coin <- Aggregate(coin, dset = "Normalised", f_ag = "a_amean")

weights <- coin$Meta$Weights$Original
noisy <- get_noisy_weights(w = weights, noise_specs = data.frame(Level = 1, NoiseFactor = 0.25), Nrep = 100)

choices <- list(
  imputation = list(Address = "$Log$Impute$f_i", Distribution = c("i_mean", "i_median"), Type = "discrete"),
  normalisation = list(
    Address = "$Log$Normalise$global_specs",
    Distribution = list(list(f_n = "n_minmax", f_n_para = list(l_u = c(1, 100))), list(f_n = "n_rank")), Type = "discrete"
  ),
  weights = list(Address = "$Log$Aggregate$w", Distribution = noisy, Type = "discrete"),
  aggregation = list(Address = "$Log$Aggregate$f_ag", Distribution = c("a_amean", "a_gmean"), Type = "discrete")
)

set.seed(1)
taken <- system.time(
  get_sensitivity(coin, SA_specs = choices, N = draws, SA_type = "UA", dset = "Aggregated", iCode = "index", quietly = TRUE)
)
cat(sprintf("COINr %s, R %s: %d draws in %.1f s elapsed, %.1f s of processor time, %.2f ms a draw\n",
  packageVersion("COINr"), getRversion(), draws, taken[["elapsed"]], taken[["user.self"]] + taken[["sys.self"]],
  1000 * (taken[["user.self"]] + taken[["sys.self"]]) / draws))
