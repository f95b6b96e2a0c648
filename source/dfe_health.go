package source

import "goodmeasure/study"

// Children looked after: health, offending, and how care ended.
func init() {
	health := func(f longForm) []figure {
		const everyone = "Total all ages"
		care := "Health assessments: Children looked after all ages"
		sdq := [2]string{f.group, "Ages 5 to 16 years with SDQ score"}
		scored := []cell{{"SDQ score was received", f.number}}
		return []figure{
			f.share("cla_health_check", care, "Had their annual health assessment", everyone),
			f.share("cla_dental", care, "Had their teeth checked by a dentist", everyone),
			f.share("cla_immunised", care, "Had their immunisations up to date", everyone),
			f.share("cla_offending", "Convictions: Children looked after Ages 10 to 17 years", "Convicted or subject to youth cautions, or youth conditional cautions during the year", "Total ages 10 to 17 years"),
			f.share("cla_substance", "Substance misuse: Children looked after all ages", "Identified as having a substance misuse problem", everyone),
			{indicator: "cla_sdq", where: [][2]string{sdq}, value: cell{"SDQ average score", f.number}, denominator: scored, doubt: zeroMean},
			f.share("cla_sdq_concern", sdq[1], "SDQ score is a cause for concern", scored[0].category),
		}
	}
	topics := []string{"Development assessments", "Convictions", "Health assessments", "Ages 5 to 16 years with SDQ score", "Substance misuse"}
	const home = "Returned home to live with parents or other person with parental responsibility which was "
	registerAll(
		dataset{
			id: "dfe-cla-health", title: "DfE, children looked after: health and offending (2022 and 2025 layouts)", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published percentages and mean SDQ scores of children looked after for a year or more, with their counts. A mean score of 0 is taken for no score.",
			layouts: []layout{
				{frame: explore, release: exploreNow, name: "la_conviction_health_outcome_cla", category: careNow.category, groups: append([]string{careNow.group}, topics...), figures: health(careNow)},
				{frame: explore, release: exploreThen, name: "la_conviction_health_outcome_cla", category: careThen.category, groups: append([]string{careThen.group}, topics...), figures: health(careThen)},
			},
		},
		dataset{
			id: "dfe-cla-ceased", title: "DfE, children looked after: how care ended (2022 layout)", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published percentages of children who went home, planned and unplanned, with their counts.",
			layouts: []layout{{
				frame: explore, release: exploreThen, name: "la_children_who_ceased_during_year", category: careThen.category,
				groups: []string{careThen.group, "Age on ceasing", "Gender", "Reason episode ceased"},
				figures: []figure{
					careThen.share("cla_home_planned", "Reason episode ceased", home+"part of the care planning process", "Total"),
					careThen.share("cla_home_unplanned", "Reason episode ceased", home+"not part of the care planning process", "Total"),
				},
			}},
		},
	)
}
