package source

// laitMeasure says which indicator a measure of the tool is. The tool's short names stay the same from one snapshot to
// the next; its long names and their capitals do not, and half its rows have none.
type laitMeasure struct {
	Short     string
	Indicator string
	Workforce bool // reported by some authorities together, and copied to each of them
	Spending  bool // in pounds, for all children of the authority together
}

var laitMeasures = []laitMeasure{
	{Short: "PrevRegCPR", Indicator: "cpp_repeat"},
	{Short: "ReReferral", Indicator: "rereferral"},
	{Short: "Continue_Assess_Comp", Indicator: "assess_45"},
	{Short: "CareLeaverEET", Indicator: "cl_eet"},
	{Short: "CareLeaverAcc", Indicator: "cl_accom"},
	{Short: "LACStable_2016on", Indicator: "placement_3plus"},
	{Short: "LAC_Convictions", Indicator: "cla_offending"},
	{Short: "LACSubstance", Indicator: "cla_substance"},
	{Short: "Emotional_LAC", Indicator: "cla_sdq"},
	{Short: "LAC_Pers_Abs", Indicator: "cla_persistent_absence"},
	{Short: "Work_Force_Vac_Rate", Indicator: "sw_vacancy", Workforce: true},
	{Short: "Work_Force_TO_Rate", Indicator: "sw_turnover", Workforce: true},
	{Short: "Work_Force_Agecy_Rate", Indicator: "sw_agency", Workforce: true},
	{Short: "Work_Force_SWAbsence", Indicator: "sw_absence", Workforce: true},
	{Short: "Work_Force_AvgNumCase_SW", Indicator: "sw_caseload", Workforce: true},
	{Short: "Vacancies_cover", Indicator: "sw_agency_cover", Workforce: true},
	{Short: "LAC_LongStable%", Indicator: "placement_2yrs"},
	{Short: "LACDistance", Indicator: "cla_far"},
	{Short: "LAC_KS4_AVG_Attain8", Indicator: "cla_att8"},
	{Short: "LAC_KS2_ExpStd_RWM", Indicator: "cla_ks2_rwm"},
	{Short: "LAC_Over_Abs", Indicator: "cla_absence"},
	{Short: "LAC_Fixed_ Ex", Indicator: "cla_suspension"},
	{Short: "%_of LAC Adopted", Indicator: "cla_adopted"},
	{Short: "Children_missing", Indicator: "cla_missing"},
	{Short: "LAC_RetHome_CarePlan_%", Indicator: "cla_home_planned"},
	{Short: "LAC_RetHome_Not_CarePlan_%", Indicator: "cla_home_unplanned"},
	{Short: "LACHealth%", Indicator: "cla_health_check"},
	{Short: "LACDental%", Indicator: "cla_dental"},
	{Short: "LACVaccinations%", Indicator: "cla_immunised"},
	{Short: "Stability_School", Indicator: "cla_school_move"},
	{Short: "Stability_SocialWorker", Indicator: "cla_sw_changes"},
	{Short: "LAC", Indicator: "cla_rate"},
	{Short: "LAC_Start_Rate", Indicator: "cla_start_rate"},
	{Short: "Unacc_Asylmn_Seek_Childn%", Indicator: "uasc_share"},
	{Short: "CareLeavers_LA_NotInTouch", Indicator: "cl_no_contact"},
	{Short: "LAC_19_HE", Indicator: "cl_he"},
	{Short: "StayingPut", Indicator: "cl_staying_put"},
	{Short: "CPPlans2yrs", Indicator: "cpp_2yrs_ceased"},
	{Short: "CPPlans2yrsActive", Indicator: "cpp_2yrs_open"},
	{Short: "RevCP", Indicator: "cpp_review"},
	{Short: "CPP_rate", Indicator: "cpp_rate"},
	{Short: "CP_conf_15days", Indicator: "icpc_15"},
	{Short: "ISCP_Conf", Indicator: "icpc_rate"},
	{Short: "Section_47", Indicator: "s47_rate"},
	{Short: "CIN", Indicator: "cin_rate"},
	{Short: "CINPermAbsent_3Term", Indicator: "cin_persistent_absence"},
	{Short: "CIN_Avg_Attain8_KS4", Indicator: "cin_att8"},
	{Short: "CPP_Total_Rateper10,000", Indicator: "referral_rate"},
	{Short: "CIN_Refferals_NFA", Indicator: "referral_nfa"},
	{Short: "Referrals_AssessedNotNeed", Indicator: "referral_not_in_need"},
	{Short: "CareApplications", Indicator: "care_applications"},
	{Short: "HospAd0-14", Indicator: "injury_admissions"},
	{Short: "FirstYJS", Indicator: "yjs_first_time"},
	{Short: "ChildPov", Indicator: "child_poverty"},
	{Short: "PriFSM", Indicator: "fsm_primary"},
	{Short: "C&YPExpenditure", Indicator: "spend_per_child", Spending: true},
	{Short: "TotalLACFinance", Indicator: "cla_spend_per_child", Spending: true},
}

func laitMeasureOf(short string) *laitMeasure {
	for i := range laitMeasures {
		if laitMeasures[i].Short == short {
			return &laitMeasures[i]
		}
	}
	return nil
}
