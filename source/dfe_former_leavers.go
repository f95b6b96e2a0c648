package source

import "goodmeasure/study"

// Care leavers in the statistical first releases. The publisher's percentages of suitable accommodation leave out those
// who have gone abroad, been deported or live nobody knows where (SFR34/2015, table LAF3, note 3).
func init() {
	leavers := func(number, name string, column func(string) string, all, unknown, noActivity string) layout {
		named := func(names ...string) []cell {
			var cells []cell
			for _, name := range names {
				cells = append(cells, cell{column: column(name)})
			}
			return cells
		}
		everyone := []cell{{column: all}}
		l := inYear(number, name,
			figure{indicator: "cl_eet", whole: true, numerator: named("Act_HE", "Act_OE", "Act_TE"), denominator: everyone},
			figure{indicator: "cl_he", whole: true, numerator: named("Act_HE"), denominator: everyone},
			figure{indicator: "cl_accom", whole: true, numerator: named("Acc_SUIT"), denominator: everyone, less: named("Acc_GA", "Acc_Dep", unknown)},
		)
		l.columns = []string{column(noActivity)}
		return l
	}
	registerAll(dataset{
		id: "dfe-sfr-care-leavers", title: "DfE first releases 2014-2017: care leavers", publication: lookedAfter, kind: study.FinancialYear,
		describe: "Whole percentages of care leavers aged 19 to 21, worked out from counts where no part is suppressed. Suitable accommodation is out of those not abroad, deported or out of sight.",
		layouts: []layout{
			leavers("SFR34", "FormerCareLeavers2015", func(name string) string { return name }, "All_aged1920&21", "Acc_ResNk", "LA_NoActinf"),
			leavers("SFR41", "CareLeavers2016", func(name string) string { return name + "1920&21" }, "All_aged1920&21", "Acc_ResNk", "LA_NoActinf"),
			leavers("SFR50", "CareLeavers19to212017", func(name string) string { return "CL_" + name + "19to21" }, "CL_All_19to21", "Acc_NK", "Act_NoInf"),
			withoutFigures("SFR36", "FormerCareLeavers2014",
				"These are the first figures for care leavers aged 19 to 21, published as experimental, and the indicators begin in 2015: no indicator is taken from the file.",
				"All_aged1920&21", "Act_HE", "Acc_SUIT"),
		},
	})
}
