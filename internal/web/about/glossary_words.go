package about

var words = []word{
	{"authority", "A local authority with children’s services. England has 153. Two, City of London and Isles of Scilly, have so few children that they are listed and never ranked."},
	{"measure", "Something that is counted for every authority and published, such as the share of care leavers in education, employment or training. Also called an indicator."},
	{"direction", "Which way is better. For some measures people disagree; these are contested, and both readings are shown."},
	{"definition of good", "What somebody means by good: which measures count, which way and how much, and how they are put together."},
	{"score", "One number from all measures of a definition, from 0 to 100 unless the definition says otherwise."},
	{"rank", "A place among the authorities, 1 being best. It is shown with its interval."},
	{"interval", "The range in which the true value, or rank, lies in 95 of 100 cases if the model of chance is right. Where intervals overlap, authorities may not be told apart."},
	{"cannot be told apart", "The difference may be chance. It does not say that there is no difference."},
	{"band", "A to D: clearly above average, two bands that cannot be told apart from it, clearly below."},
	{"England (middle)", "The middle authority of England: half of the authorities have a higher figure, half a lower one, each counting alike whatever its size. Authorities are held against it. It is not the figure of all England together."},
	{"all England together", "The counts of all authorities added up, so that large authorities weigh more. The funnel is drawn round it. A national figure that a department publishes is worked out in this way."},
	{"stronger, similar, weaker", "How a figure stands to that of England’s middle authority, or of those compared with, when chance is allowed for. The words say nothing about why."},
	{"judgement", "What Ofsted, the inspectorate, said of an authority: outstanding, good, requires improvement or inadequate. Since April 2026 it gives no overall grade."},
	{"agreement", "How far ranking by measures and inspection say the same. As weighted kappa, 1 is full agreement and 0 what chance alone would give."},
	{"statistical neighbours", "The ten authorities that a model of the Department for Education holds to be most alike in population and place."},
	{"period", "The year that a figure is for. Years end in March, August, September or December, as the measure says."},
	{"suppressed", "Left out by the publisher because it would be about so few children that one might be recognised. It is not zero."},
	{"edition", "One frozen set of figures and judgements, known by a hash that changes with any figure in it."},
	{"robust", "It holds whatever else one might reasonably have chosen: other weights, scales and ways of putting measures together."},
	{"sample", "Authorities chosen for a study by a rule with a seed, so that anybody can draw them again."},
}
