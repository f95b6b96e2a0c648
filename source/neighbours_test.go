package source

import (
	"strconv"
	"strings"
	"testing"

	"goodmeasure/study"
)

func TestNeighboursAgreeWithFacts(t *testing.T) {
	known := checkedFacts(t).known
	facts := map[study.Neighbour]bool{}
	models := map[string]int{}
	for _, row := range factRows(t, "neighbours.csv") {
		rank, _ := strconv.Atoi(row["rank"])
		facts[study.Neighbour{Authority: row["authority"], Model: row["model"], Rank: rank, Neighbour: row["neighbour"], Closeness: row["closeness"]}] = true
		models[row["model"]]++
	}
	for _, c := range []struct {
		folder, file, model string
		read, differ        int
	}{
		{"dfe-neighbours", "New_Statistical_Neighbour_Groupings_April_2021.csv", "2021", 1560, 0},
		{"dfe-neighbours", "sn_model_2025_wide.csv", "2025", 1530, 0},
		{"dfe-lait", "sn_april_2021.xlsx", "2021", 1560, 0},
		{"dfe-lait", "sn_may_2025.xlsx", "2025", 1580, 50}, // the lists of five authorities that had ended
	} {
		batch := readRaw(t, known, c.folder, c.file)
		differ := 0
		for _, n := range batch.Neighbours {
			if !facts[n] {
				differ++
			}
		}
		if len(batch.Neighbours) != c.read || differ != c.differ || len(batch.Refused) > 0 || batch.Neighbours[0].Model != c.model {
			t.Errorf("%s: %d read of %d, %d differ, skipped %v, refused %v", c.file, len(batch.Neighbours), models[c.model], differ, batch.Skipped, batch.Refused)
		}
	}
}

func TestNeighbourRules(t *testing.T) {
	const header = "LA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP,\n"
	batch, err := readText(t, testKnown(), "lists.csv", "A,B,C,D,E,3,4,5,6,\n"+header+
		"370,Barnsley,370,1,North,314,Very Close,318,Close ,\n942,Cumberland,942,1,North,-,-,-,-,\n999,Nowhere,999,1,North,314,Close,318,Close,\n"+
		"314,Kingston,314,1,South,318,Near,998,Close,\n,Old SNs:,,,,,,,,\n909,Cumbria,909,1,North,370,Close,318,Close,\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(batch.Neighbours) != 4 || batch.Neighbours[0].Closeness != "very close" || batch.Neighbours[1].Closeness != "close" ||
		batch.Skipped[SkippedNoNeighbour] != 2 || len(batch.Notes) != 2 {
		t.Errorf("%+v", batch)
	}
	var refused []string
	for _, refusal := range batch.Refused {
		refused = append(refused, refusal.Error())
	}
	for i, part := range []string{`row 5, column "LA num": found "999"`, `column "SNP": found "Near"`, `column "SN2": found "998"`} {
		if len(refused) != 3 || !strings.Contains(refused[i], part) {
			t.Errorf("refused %q, want %q", refused, part)
		}
	}
}

func FuzzNeighbours(f *testing.F) {
	f.Add("old_la_code,la_name,SN_1,SN_1P\n370,Barnsley,314,Close\n")
	f.Add("LA num,LA Name,SN1,SNP\n370,Barnsley,-,-\nOld SNs:,,,\n")
	fuzzRead(f, readNeighbours)
}
