package citation

import "regexp"

// embaseSource is how Embase's tables write where a work stands: Journal (2014) 3:3 (152-160). Date of Publication: 2014
var embaseSource = regexp.MustCompile(`^(.+?) \((\d{4})\)(?: (\w+)?(?::([^ ]+))?)?(?: (?:SUPPL\. \d+ )?\(([^)]*)\))?\.(?: .*?Date of Publication: (.+))?`)

// embaseSource parts such a line, which stands where other tables have the journal.
func (d *draft) embaseSource() {
	found := embaseSource.FindStringSubmatch(d.Container)
	if found == nil || d.Volume != "" || d.Pages != "" {
		return
	}
	d.Container, d.Volume, d.Issue = found[1], found[3], found[4]
	d.Pages = page(found[5])
	d.date(found[2])
	d.date(found[6])
	first(&d.Origin.Database, "Embase")
}
