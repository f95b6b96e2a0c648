package source

import "goodmeasure/study"

const lookedAfter = "DfE Children looked after in England including adoptions"

// longForm names the columns of a file with one row per count: the group of children, what of them is counted, how many
// they are and their percentage.
type longForm struct{ group, category, number, percent string }

// share is the figure of one group: the row of a part, out of the row of the total.
func (f longForm) share(indicator, group, part, total string) figure {
	return figure{indicator: indicator, where: [][2]string{{f.group, group}}, value: cell{part, f.percent},
		numerator: []cell{{part, f.number}}, denominator: []cell{{total, f.number}}}
}

// Children looked after: care leavers.
func init() {
	then := func(category string) longForm { return longForm{"age", category, "number", "percentage"} }
	now := longForm{"care_leaver_age", "breakdown", "care_leaver_count", "care_leaver_percent"}
	activity := func(f longForm, age string) []figure {
		return []figure{
			f.share("cl_eet", age, "Total in education, employment or training", "Total"),
			f.share("cl_he", age, "Higher education i.e. studies beyond A level", "Total"),
		}
	}
	registerAll(
		dataset{
			id: "dfe-cla-leavers-activity", title: "DfE, children looked after: what care leavers do (2022 and 2025 layouts)", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published percentages of care leavers aged 19 to 21 with their counts.",
			layouts: []layout{
				{
					frame: explore, release: exploreNow, name: "la_care_leavers_activity", category: now.category,
					groups:  []string{now.category, "Total", "Education", "Higher", "In ", "Not in education"},
					figures: activity(now, "19 to 21 years"),
				},
				{
					frame: explore, release: exploreThen, name: "la_care_leavers_activity", category: "activity",
					figures: activity(then("activity"), "Aged 19 to 21"),
				},
			},
		},
		dataset{
			id: "dfe-cla-leavers-accommodation", title: "DfE, children looked after: where care leavers live (2022 and 2025 layouts)", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published percentages of care leavers aged 19 to 21 in suitable accommodation, with their counts.",
			layouts: []layout{
				{
					frame: explore, release: exploreNow, name: "la_care_leavers_accommodation_suitability", category: now.category,
					groups:  []string{now.category, "Accommodation", "No information", "Suitability"},
					figures: []figure{now.share("cl_accom", "19 to 21 years", "Accommodation considered suitable", "Suitability total")},
				},
				{
					frame: explore, release: exploreThen, name: "la_care_leavers_accommodation_suitability", category: "accommodation_suitability",
					figures: []figure{then("accommodation_suitability").share("cl_accom", "19 to 21 years", "Accommodation considered suitable", "Total")},
				},
			},
		},
	)
}
