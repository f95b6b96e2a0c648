package source

import "goodmeasure/study"

// Children's social work workforce, at 30 September.
func init() {
	fullTime := func(names ...string) []cell {
		var cells []cell
		for _, name := range names {
			cells = append(cells, cell{column: name})
		}
		return cells
	}
	registerAll(dataset{
		id: "dfe-workforce", title: "DfE, children’s social work workforce (2022 and 2025 layouts)",
		publication: "DfE Children’s social work workforce", kind: study.September,
		describe: "Published rates with full-time equivalents; vacancies and agency workers are out of themselves and those in post.",
		layouts: []layout{
			{
				frame: explore, release: exploreNow, name: "csww_indicators_{first}_to_{last}",
				figures: []figure{
					{indicator: "sw_vacancy", value: cell{column: "vacancy_rate_fte"}, numerator: fullTime("vacancy_fte"), denominator: fullTime("vacancy_fte", "inpost_fte")},
					{indicator: "sw_turnover", value: cell{column: "turnover_rate_fte"}, numerator: fullTime("leavers_fte"), denominator: fullTime("inpost_fte")},
					{indicator: "sw_agency", value: cell{column: "agency_rate_fte"}, numerator: fullTime("agency_fte"), denominator: fullTime("agency_fte", "inpost_fte")},
					{indicator: "sw_absence", value: cell{column: "absence_rate_fte"}, numerator: fullTime("working_days_lost_fte")},
					{indicator: "sw_caseload", value: cell{column: "caseload_fte"}, numerator: fullTime("cases"), denominator: fullTime("case_holders_fte")},
				},
			},
			{
				frame: explore, release: exploreThen, name: "csww_headline_measures_{first}_to_{last}",
				figures: []figure{
					{indicator: "sw_vacancy", value: cell{column: "vacancy_rate_fte_%"}, numerator: fullTime("vacancy_fte"), denominator: fullTime("vacancy_fte", "social_worker_fte")},
					{indicator: "sw_turnover", value: cell{column: "turnover_rate_fte_%"}, numerator: fullTime("leaver_fte"), denominator: fullTime("social_worker_fte")},
					{indicator: "sw_agency", value: cell{column: "agency_worker_rate_fte_%"}, numerator: fullTime("agency_fte"), denominator: fullTime("agency_fte", "social_worker_fte")},
					{indicator: "sw_absence", value: cell{column: "absence_rate_fte_%"}, numerator: fullTime("working_days_lost_fte")},
					{indicator: "sw_caseload", value: cell{column: "caseload_fte"}, numerator: fullTime("cases"), denominator: fullTime("case_holders_fte")},
				},
			},
		},
	})
}
