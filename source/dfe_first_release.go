package source

import "goodmeasure/study"

// Statistical first releases, 2014 to 2017: one row per authority, counts only, a column for each. Column names change
// from year to year and no row says its year, so that each year is a layout of its own.

// firstReleases are the releases by their number, with the year and the month in which they came out.
var firstReleases = map[string]release{
	"SFR36": {series: "SFR:SFR36", period: 2014, order: 201409},
	"SFR34": {series: "SFR:SFR34", period: 2015, order: 201510},
	"SFR41": {series: "SFR:SFR41", period: 2016, order: 201609},
	"SFR50": {series: "SFR:SFR50", period: 2017, order: 201709},
}

// inYear is the layout of one file of a first release.
func inYear(number, name string, figures ...figure) layout {
	return layout{frame: firstRelease, release: firstReleases[number], name: name, figures: figures,
		notes: []string{"The file gives counts and no percentages: values are worked out from the counts."}}
}

// withoutFigures is a file of a first release that holds no indicator, known by its columns.
func withoutFigures(number, name, note string, columns ...string) layout {
	return layout{frame: firstRelease, release: firstReleases[number], name: name, columns: columns, notes: []string{note}}
}

// outOf is a percentage that is worked out from two columns of counts to one decimal.
func outOf(indicator, numerator, denominator string) figure {
	return figure{indicator: indicator, numerator: []cell{{column: numerator}}, denominator: []cell{{column: denominator}}}
}

// wholeOutOf is a percentage that is worked out as a whole number, as the publisher gives it elsewhere.
func wholeOutOf(indicator, numerator, denominator string) figure {
	f := outOf(indicator, numerator, denominator)
	f.whole = true
	return f
}

// doubting marks a figure whose zeros contradict the tables of the same release.
func (f figure) doubting(d doubt) figure {
	f.doubt = d
	return f
}

func init() {
	health := func(prefix, older string) []figure {
		return []figure{
			outOf("cla_health_check", prefix+"healthassmt", prefix+"12mths"),
			outOf("cla_dental", prefix+"teethcheck", prefix+"12mths"),
			outOf("cla_immunised", prefix+"immunisation", prefix+"12mths"),
			wholeOutOf("cla_offending", prefix+"convicted", prefix+older),
			wholeOutOf("cla_substance", prefix+"submisuse", prefix+"12mths"),
		}
	}
	health2015 := health("CLA_", "10over")
	health2015[3], health2015[4] = health2015[3].doubting(zeroCount), health2015[4].doubting(zeroCount)
	oc2 := func(number, name, under5 string, figures []figure, notes ...string) layout {
		l := inYear(number, name, figures...)
		l.columns, l.notes = []string{under5}, append(l.notes, notes...)
		return l
	}
	const unscored = "The file counts the children with a difficulties score and does not give their mean score: nothing is taken for cla_sdq."
	mean := figure{indicator: "cla_sdq", value: cell{column: "OC2_SDQaverage"}, denominator: []cell{{column: "OC2_SDQ"}}, doubt: zeroMean}
	registerAll(
		dataset{
			id: "dfe-sfr-oc2", title: "DfE first releases 2015-2017: health and offending of children looked after (OC2)", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Percentages worked out from counts, whole as published for offending and substance misuse, else to one decimal. A zero of these two in 2015 is doubtful.",
			layouts: []layout{
				oc2("SFR34", "OC22015", "CLA_5under", health2015, unscored,
					"Zeros of offending and substance misuse are doubtful: the printed tables of this release hide them, and two authorities made no return."),
				oc2("SFR41", "OC22016", "CLA_under5", health("CLA_", "10over"), unscored),
				oc2("SFR50", "OC22017", "OC2_U5", append(health("OC2_", "10to17"), mean)),
			},
		},
		dataset{
			id: "dfe-sfr-ceased", title: "DfE first releases 2015-2017: children who ceased to be looked after", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Percentages of children who went home, planned and unplanned, worked out from counts to one decimal.",
			layouts: []layout{
				endings("SFR34", "CEA2015", "CLA_cease", "CLA_cea", "CLA_cea16", "CLA_ceaAdop"),
				endings("SFR41", "CEA2016", "CLA_cease", "CLA_cea", "CLA_cea18", "CLA_ceaAdop1"),
				endings("SFR50", "CEA2017", "CLA_cease2017", "CEA_", "CEA_18over", "CEA_Adop1"),
			},
		},
		dataset{
			id: "dfe-sfr-looked-after", title: "DfE first releases 2014-2017: children looked after on 31 March", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Whole percentages of lone asylum seekers, of three or more placements (2014) and of distant placements (2017), worked out from counts.",
			layouts: []layout{
				inYear("SFR36", "CLA2014", wholeOutOf("uasc_share", "CLA_UASC", "CLA_Mar2014"), wholeOutOf("placement_3plus", "CLA_3Pla", "CLA_Mar2014")),
				inYear("SFR34", "CLA2015", wholeOutOf("uasc_share", "CLA_UASC", "CLA_Mar2015")),
				inYear("SFR41", "CLA2016", wholeOutOf("uasc_share", "CLA_UASC", "CLA_Mar2016")),
				inYear("SFR50", "CLA2017", wholeOutOf("uasc_share", "CLA_UASC", "CLA_Mar2017"), wholeOutOf("cla_far", "CLA_OutLA_GT20", "CLA_Mar2017")),
			},
		},
		dataset{
			id: "dfe-sfr-missing", title: "DfE first release 2015: children who went missing from care", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Counts of children and incidents; recognised, but no indicator is made from them.",
			layouts: []layout{withoutFigures("SFR34", "Missing2015",
				"The file counts children who went missing and not those looked after in the year, out of whom the indicator is: no indicator is taken from it.",
				"CLA_MissDuringYear", "CLA_MissIncs", "CLA_AwayDuringYear")},
		},
	)
}

// endings is how care ended. The marks are columns that tell the years apart.
func endings(number, name, all, prefix string, marks ...string) layout {
	l := inYear(number, name, outOf("cla_home_planned", prefix+"ParPlan", all), outOf("cla_home_unplanned", prefix+"ParNPlan", all))
	l.columns = marks
	return l
}
