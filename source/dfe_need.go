package source

import "goodmeasure/study"

// Children in need: the statistics drawn from the children in need census, one row per authority and year.
func init() {
	const publication = "DfE Children in need"
	registerAll(
		dataset{
			id: "dfe-cin-episodes", title: "DfE, children in need: episodes of need (table b1)", publication: publication, kind: study.FinancialYear,
			describe: "Numbers of children in need; recognised, but without rates no indicator is made from them.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "b1_children_in_need_{first}_to_{last}",
				columns: []string{"Anypoint_episodes", "Started_episodes", "Ended_episodes", "At31_episodes"},
				notes:   []string{"The file counts episodes of need and gives no rate for the population: no indicator is taken from it."},
			}},
		},
		dataset{
			id: "dfe-cin-referrals", title: "DfE, children in need: referrals and re-referrals (table c1)", publication: publication, kind: study.FinancialYear,
			describe: "Published percentages of referrals with their counts.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "c1_children_in_need_referrals_and_rereferrals_{first}_to_{last}",
				figures: []figure{
					share("rereferral", "rereferral_percent", "rereferral_count", "referral_count"),
					share("referral_nfa", "no_further_action_percent", "no_further_action_count", "referral_count"),
					share("referral_not_in_need", "not_in_need_percent", "not_in_need_count", "referral_count"),
				},
			}},
		},
		dataset{
			id: "dfe-cin-factors", title: "DfE, children in need: factors found at the end of assessment (table c3)", publication: publication, kind: study.FinancialYear,
			describe: "Numbers of assessments by factor; recognised, but no indicator is made from them.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "c3_factors_identified_at_end_of_assessment_{first}_to_{last}",
				columns: []string{"Episodes_with_assessment_factor", "Neglect", "Domestic_Abuse_parent"},
				notes:   []string{"The file counts assessments by the factors that they found: no indicator is taken from it."},
			}},
		},
		dataset{
			id: "dfe-cin-repeat-plans", title: "DfE, children in need: second or later child protection plans (table d3)", publication: publication, kind: study.FinancialYear,
			describe: "Published percentages of plans started in the year with their counts.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "d3_cpps_subsequent_plan_{first}_to_{last}",
				figures: []figure{share("cpp_repeat", "CPP_subsequent_percent", "CPP_subsequent", "CPP_start")},
			}},
		},
		dataset{
			id: "dfe-cin-plan-length", title: "DfE, children in need: child protection plans at 31 March by duration (table d5)", publication: publication, kind: study.FinancialYear,
			describe: "Published percentages of open plans that have run two years or more, with their counts.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "d5_cpps_at31march_by_duration_{first}_to_{last}",
				figures: []figure{share("cpp_2yrs_open", "2_years_or_more_percent", "2_years_or_more", "CPP_At31")},
			}},
		},
		dataset{
			id: "dfe-population", title: "ONS mid-year estimates of children, as DfE uses them", publication: "ONS mid-year population estimates", kind: study.MidYear,
			describe: "Children aged 0 to 17 in the middle of the year.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "ons_mid-year_population_estimates_{first}_to_{last}",
				figures: []figure{{
					indicator: "child_population", where: [][2]string{{"age_group", "Children aged 0 to 17 years"}},
					value: cell{column: "population_estimate"}, numerator: []cell{{column: "population_estimate"}},
				}},
			}},
		},
	)
}

// share is a figure of a file with one row per authority and year, or for several groups of children as where says.
func share(indicator, value, numerator, denominator string, where ...[2]string) figure {
	return figure{indicator: indicator, value: cell{column: value}, numerator: []cell{{column: numerator}},
		denominator: []cell{{column: denominator}}, where: where}
}
