package chart

import (
	"fmt"
	"math"
	"math/rand/v2"

	"goodmeasure/study"
)

// Made-up authorities. The long, the hostile and the right-to-left names are there to break a careless layout.
var places = []string{"Alderwick", "Brightholme, Coldbrook and Upper Fenny Marsh", "Castleford Vale", "Dunmere", "East Larkshire",
	"Fallowby", "<b>Gorse & \"Heath\"</b>", "Hartsbourne upon Wye with Inglesham", "שדה ירוק", "Kingsmere"}

func place(i int) (code, name string) {
	code = fmt.Sprint(300 + i)
	if i < len(places) {
		return code, places[i]
	}
	return code, fmt.Sprintf("%s %d", []string{"Northmoor", "Southwell", "Westhaven", "Eastcote"}[i%4], i)
}

func caption(id, title string) Caption {
	return Caption{ID: id, Title: title, Subtitle: "Made-up authorities, 2024-25", Source: "Source: made up for this test.", Licence: "No rights reserved."}
}

func sampleCaterpillar(n int) CaterpillarData {
	random := rand.New(rand.NewPCG(1, 2))
	data := CaterpillarData{Caption: caption("caterpillar", "Most authorities cannot be told apart")}
	order := random.Perm(n)
	bound := func(v float64) study.Number { return study.Number(max(1, min(float64(n), math.Round(v)))) }
	for i := range n {
		code, name := place(order[i])
		rank := float64(i + 1)
		half := float64(n) / 5 * (1 - math.Pow(math.Abs(2*rank/float64(n)-1), 3)*0.8) * (0.6 + 0.8*random.Float64())
		u := RankedUnit{Authority: code, Name: name, Median: study.Number(rank), Highlight: i%(n/5+1) == 2,
			Interval50: Interval{bound(rank - half*0.4), bound(rank + half*0.4)}, Interval95: Interval{bound(rank - half), bound(rank + half)}}
		if i%11 == 7 {
			u.Interval50, u.Interval95 = Interval{study.Missing, study.Missing}, Interval{study.Missing, study.Missing}
		}
		data.Units = append(data.Units, u)
	}
	data.Among = n
	data.Units = append(data.Units, RankedUnit{Authority: "901", Name: "Tiny Isle", Median: study.Missing, Reason: "too few children"})
	return data
}

func sampleAssociation() AssociationData {
	inf := math.Inf(1)
	return AssociationData{Caption: caption("association", "Two of fourteen measures go with the inspection grade"), Rows: []AssociationRow{
		{"stability", "Children in care with three or more placements in the year", 1.62, 1.21, 2.17, 0.014, 148, 1.6, ""},
		{"turnover", "Social worker turnover", 1.85, 1.35, 2.54, 0.0004, 148, 1.6, ""},
		{"vacancy", "Vacancies among social workers", 1.28, 0.96, 1.71, 0.31, 148, 1.6, ""},
		{"caseload", "Average caseload", 1.12, 0.84, 1.49, 0.88, 147, 1.62, ""},
		{"reentry", "Children who return to care within two years of going home", 0.94, 0.68, 1.30, 1, 121, 1.75, ""},
		{"attainment", "Attainment 8, children in need", 1.05, 0.79, 1.40, 1, 150, 1.58, ""},
		{"absence", "Persistent absence", 0.81, 0.60, 1.09, 0.62, 150, 1.58, ""},
		{"rare", "Serious incidents notified", 6.4, 0.7, inf, 0.9, 31, 4.2, ""},
		{"perfect", "Complaints upheld by the ombudsman", 0, 0, 0.6, study.Missing, 12, study.Missing, ""},
		{"adoption", "Days from entering care to moving in with adopters", math.NaN(), 0, 0, study.Missing, 9, study.Missing, "published for too few authorities"},
		{"neet", "Care leavers in education, employment or training", 1.33, 1.0, 1.78, 0.22, 149, 1.6, ""},
		{"home", "Care leavers in suitable accommodation", 1.21, 0.91, 1.61, 0.47, 149, 1.6, ""},
		{"repeat", "Second child protection plan within two years", 0.97, 0.72, 1.30, 1, 149, 1.6, ""},
		{"agency", "Agency social workers <share> & \"cost\"", 1.44, 1.07, 1.94, 0.11, 148, 1.6, ""},
	}}
}
