package about_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/about"
	"goodmeasure/internal/web/visit"
)

// Scores lie from 0 to 100 where the definition makes them so, and the last period is the one that it takes.
func TestTheFirstPageSaysWhatTheDefinitionSays(t *testing.T) {
	v := visit.Start(t, about.Pages())
	scored := v.Get(t, "/?d="+visit.Stated(t, "name = 'Z'\n[combine]\nnormalisation = 'zscore'\n[[indicator]]\nid = 'rereferral'\nperiod = 2020\n")).Text
	if strings.Contains(scored, "from 0 to 100") || !strings.Contains(scored, "31 March 2020") {
		t.Error("a z-score is said to lie from 0 to 100, or data of 2020 to be of another year")
	}
	if usual := v.Get(t, "/").Text; !strings.Contains(usual, "from 0 to 100") {
		t.Error("a mean of percentiles is not said to lie from 0 to 100")
	}
	if some := v.Get(t, "/?a=leeds,city-of-london,cumbria-to-2023").Words(); !strings.Contains(some, "so not in the figure: City of London, Cumbria.") {
		t.Errorf("%.600s", some)
	}
	if told := v.Get(t, "/?format=json").Text; !strings.Contains(told, `"licence":"Contains public sector information`) {
		t.Error("programs are not told under which licence the figures were published")
	}
	if seven := v.Get(t, "/?a=leeds,derby,kent,essex,surrey,devon,norfolk").Words(); !strings.Contains(seven, "Not named here: Norfolk.") {
		t.Errorf("%.600s", seven)
	}
}
