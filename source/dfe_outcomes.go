package source

import "goodmeasure/study"

const schoolOutcomes = "DfE Outcomes for children in need, including children looked after by local authorities in England"

// Outcomes for children in need: school absence and attainment, one row per authority, year and group of children.
func init() {
	inCare := [2]string{"social_care_group", "CLA 12 months at 31 March"}
	inNeed := [2]string{"social_care_group", "CINO at 31 March"}
	everySchool := [2]string{"phase_type_grouping", "Total"}
	registerAll(
		dataset{
			id: "dfe-outcomes-absence", title: "DfE, outcomes for children in need: absence from school", publication: schoolOutcomes, kind: study.AcademicYear,
			describe: "Published percentages for children in care and in need over all kinds of school, with pupils and sessions.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "absence_la",
				figures: []figure{
					share("cla_persistent_absence", "pt_pupils_pa_10_exact", "t_pupils_pa_10_exact", "t_pupils", inCare, everySchool),
					share("cin_persistent_absence", "pt_pupils_pa_10_exact", "t_pupils_pa_10_exact", "t_pupils", inNeed, everySchool),
					share("cla_absence", "pt_overall", "t_sess_overall", "t_sess_possible", inCare, everySchool),
				},
			}},
		},
		dataset{
			id: "dfe-outcomes-ks2", title: "DfE, outcomes for children in need: attainment at age 11", publication: schoolOutcomes, kind: study.AcademicYear,
			describe: "Published percentages of children in care reaching the expected standard, with pupils.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "ks2_la",
				figures: []figure{share("cla_ks2_rwm", "pt_rwm_met_expected_standard", "t_rwm_met_expected_standard", "t_rwm_eligible_pupils", inCare)},
			}},
		},
		dataset{
			id: "dfe-outcomes-ks4", title: "DfE, outcomes for children in need: attainment at age 16", publication: schoolOutcomes, kind: study.AcademicYear,
			describe: "Published average Attainment 8 of children in care and in need, with points and pupils.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "ks4_la",
				figures: []figure{
					share("cla_att8", "avg_att8", "t_att8", "t_pupils", inCare),
					share("cin_att8", "avg_att8", "t_att8", "t_pupils", inNeed),
				},
			}},
		},
	)
}
