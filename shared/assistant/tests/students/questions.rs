//! What students ask, and what an honest tutor who has nothing but the sources would say to it.

use self::Accepted::{AtMost, Clear, Nothing, Partly, Touched};

/// What a tutor would accept. An answer has to show every text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Accepted {
    /// The sources answer it: to be answered, and it may be called High.
    Clear(&'static [&'static str]),
    /// They say something that helps: to be answered, and not called High.
    Partly(&'static [&'static str]),
    /// They touch it: unknown is as honest as this, and High is not.
    AtMost(&'static [&'static str]),
    /// They use the word and do not say what it means: unknown, or this with the words that it does not answer, and Low.
    Touched(&'static [&'static str]),
    /// They do not answer it.
    Nothing,
}

pub(crate) struct Asked {
    /// Of which subject the bank is looked at.
    pub(crate) subject: &'static str,
    pub(crate) query: &'static str,
    pub(crate) accepted: Accepted,
    /// The question before it, and its answer.
    pub(crate) before: Option<(&'static str, &'static str)>,
}

const fn asked(subject: &'static str, query: &'static str, accepted: Accepted) -> Asked {
    Asked {
        subject,
        query,
        accepted,
        before: None,
    }
}

const fn goes_on(
    subject: &'static str,
    before: (&'static str, &'static str),
    query: &'static str,
    accepted: Accepted,
) -> Asked {
    Asked {
        subject,
        query,
        accepted,
        before: Some(before),
    }
}

pub(crate) const ALL: [Asked; 181] = [
    asked(
        "Algebra",
        "How do I complete the square when there is a number in front of the x^2?",
        Partly(&["complete the square inside the brackets"]),
    ),
    asked(
        "Algebra",
        "how do i complete the square",
        Clear(&["Take half of the coefficient of x"]),
    ),
    asked(
        "Algebra",
        "What is vertex form?",
        Clear(&["In vertex form y = a(x - h)^2 + k"]),
    ),
    asked(
        "Algebra",
        "What is the vertex of a parabola?",
        AtMost(&["vertex"]),
    ),
    asked(
        "Algebra",
        "Why does the sign of the x coordinate flip?",
        AtMost(&["why the sign looks flipped"]),
    ),
    asked(
        "Algebra",
        "how do I solve 3x - 7 = 11",
        Clear(&["Add 7 to both sides"]),
    ),
    asked("Algebra", "2x+3=7", Nothing),
    asked(
        "Algebra",
        "solve 5x + 3 = 2x + 18 for x",
        Clear(&["Subtract 2x from both sides"]),
    ),
    asked(
        "Algebra",
        "what is slope",
        Clear(&["Slope is rise over run"]),
    ),
    asked(
        "Algebra",
        "What is the quadratic formula?",
        AtMost(&["(-3 ± 5)/4"]),
    ),
    asked(
        "Algebra",
        "how to factor x^2 + 7x + 12",
        Clear(&["(x + 3)(x + 4)"]),
    ),
    asked("Algebra", "What is a logarithm?", Touched(&["logarithm"])),
    asked(
        "Algebra",
        "why can a product only be zero when a factor is zero",
        AtMost(&["product is"]),
    ),
    asked(
        "Algebra",
        "How do I factor when there is a number in front of the x^2?",
        AtMost(&["ook for two numbers"]),
    ),
    asked(
        "Algebra",
        "When does the inequality sign turn around?",
        AtMost(&["Dividing by the negative number"]),
    ),
    asked("Algebra", "what are imaginary numbers", Nothing),
    asked("Algebra", "I don't get this part", Nothing),
    asked("Algebra", "How do I do this problem?", Nothing),
    asked("Algebra", "help", Nothing),
    asked("Algebra", "I'm stuck on number 4 of my homework", Nothing),
    goes_on(
        "Algebra",
        (
            "How do I complete the square for x^2 + 8x + 5?",
            "Take half of the coefficient of x and square it: half of 8 is 4, squared 16. Add 16 and take it away again, which gives (x + 4)^2 - 11.",
        ),
        "And what if there is a 3 in front of the x^2?",
        Clear(&["Factor it out of the first two terms"]),
    ),
    asked(
        "Geometry",
        "what are supplementary angles",
        Clear(&["Supplementary angles add up to 180°"]),
    ),
    asked(
        "Geometry",
        "What is the Pythagorean theorem?",
        Partly(&["c^2 = 6^2 + 8^2"]),
    ),
    asked(
        "Geometry",
        "area of a trapezoid",
        Clear(&["Average the parallel sides"]),
    ),
    asked(
        "Geometry",
        "How do I find the circumference of a circle?",
        Clear(&["The circumference is 2πr"]),
    ),
    asked(
        "Geometry",
        "Why do the angles of a triangle add up to 180 degrees?",
        AtMost(&["add up to 180°"]),
    ),
    asked("Geometry", "what is pi", Nothing),
    asked(
        "Geometry",
        "How do I prove two triangles are congruent?",
        Nothing,
    ),
    asked(
        "Geometry",
        "volum of a cylinder",
        Clear(&["base area times height"]),
    ),
    asked(
        "Geometry",
        "whats the hypotenuse of a right triangel with legs 6 and 8",
        Partly(&["c = 10 cm"]),
    ),
    asked("Geometry", "can you show me the steps?", Nothing),
    asked("Geometry", "What is a vector?", Nothing),
    asked(
        "Calculus",
        "What is the chain rule?",
        Partly(&["chain rule"]),
    ),
    asked(
        "Calculus",
        "what is the derivative of x^2",
        Clear(&["bring the exponent down"]),
    ),
    asked(
        "Calculus",
        "how do I know which part is the inner function",
        Clear(&["so 3x^2 is the inner function"]),
    ),
    asked(
        "Calculus",
        "Why is the derivative of a constant zero?",
        AtMost(&["constant"]),
    ),
    asked(
        "Calculus",
        "when do I use the product rule together with the chain rule?",
        AtMost(&["product rule comes first"]),
    ),
    asked(
        "Calculus",
        "What is integration by parts?",
        Partly(&["With u = x and dv"]),
    ),
    asked("Calculus", "What is a Taylor series?", Nothing),
    asked("Calculus", "this is hard", Nothing),
    asked(
        "AP Calculus",
        "What is the mean value theorem?",
        Partly(&["(25 - 1)/4 = 6"]),
    ),
    asked(
        "AP Calculus",
        "define continuity",
        Clear(&["Continuity means that the limit equals the value"]),
    ),
    asked(
        "AP Calculus",
        "How do I use the quotient rule?",
        Clear(&["quotient rule gives"]),
    ),
    asked("AP Calculus", "What is the squeeze theorem?", Nothing),
    asked("AP Calculus", "why?", Nothing),
    asked(
        "SAT Math",
        "How do I solve word problems with two equations?",
        AtMost(&["equations"]),
    ),
    asked("SAT Math", "whats 20% of 150", Clear(&["a fifth of 150"])),
    asked(
        "SAT Math",
        "What is the median?",
        Clear(&["the median is the mean of the third and the fourth"]),
    ),
    asked("SAT Math", "what is standard deviation", Nothing),
    asked(
        "SAT Math",
        "a jacket costs $80 and is reduced by 25%, whats the new price",
        Clear(&["25% of 80 is 20"]),
    ),
    asked(
        "SAT Math",
        "How do I find the vertex of y = (x - 3)^2 + 4?",
        Clear(&["so the vertex is (3, 4)"]),
    ),
    asked(
        "SAT Math",
        "What is the answer to the third question?",
        Nothing,
    ),
    asked(
        "SAT English",
        "What is a comma splice?",
        Clear(&["A comma alone is a comma splice"]),
    ),
    asked(
        "SAT English",
        "when do I use a semicolon",
        Clear(&["A semicolon joins two complete sentences"]),
    ),
    asked(
        "SAT English",
        "effect vs affect",
        Clear(&["is the noun for a result"]),
    ),
    asked(
        "SAT English",
        "their or they're?",
        AtMost(&["shows possession"]),
    ),
    asked(
        "SAT English",
        "What does reluctant mean?",
        Clear(&["unwilling"]),
    ),
    asked("SAT English", "What is a metaphor?", Nothing),
    asked("SAT English", "what does gregarious mean", Nothing),
    asked(
        "SAT English",
        "What is the subjunctive?",
        Partly(&["takes the subjunctive"]),
    ),
    asked(
        "SAT English",
        "How do I write a good thesis statement?",
        Nothing,
    ),
    asked(
        "SAT English",
        "how do apostrophes work",
        Partly(&["shows possession with an apostrophe"]),
    ),
    asked(
        "SAT English",
        "I don't understand the example from last time",
        Nothing,
    ),
    asked(
        "Chemistry",
        "What is a covalent bond?",
        Clear(&["what defines a covalent bond"]),
    ),
    asked(
        "Chemistry",
        "How do I convert grams to moles?",
        Partly(&["moles"]),
    ),
    asked(
        "Chemistry",
        "What is density?",
        Clear(&["Density is mass over volume"]),
    ),
    asked(
        "Chemistry",
        "Why is NH3 polar?",
        Clear(&["pyramid with a lone pair"]),
    ),
    asked("Chemistry", "whats a mole", Touched(&["mole"])),
    asked("Chemistry", "What is Le Chatelier's principle?", Nothing),
    asked("Chemistry", "What is an isotope?", Nothing),
    asked(
        "Chemistry",
        "what does a pH below 7 mean",
        Clear(&["A pH below 7 means acidic"]),
    ),
    asked("Chemistry", "what is boyles law", Partly(&["Boyle's law"])),
    asked("Chemistry", "define entropy", Nothing),
    asked(
        "AP Chemistry",
        "What is a limiting reactant in chemistry?",
        Partly(&["limiting reactant decides how much product"]),
    ),
    asked(
        "AP Chemistry",
        "What is stoichiometry?",
        Clear(&["Stoichiometry is a recipe"]),
    ),
    asked(
        "AP Chemistry",
        "How do I find the molar mass of Ca(OH)2?",
        AtMost(&["The 2 outside counts for everything inside the brackets"]),
    ),
    asked(
        "AP Chemistry",
        "Why do electrons fill the 4s orbital before 3d?",
        Nothing,
    ),
    asked("AP Chemistry", "define entropy", Touched(&["entropy"])),
    asked(
        "AP Chemistry",
        "hybridization of the carbon atoms in ethene",
        Clear(&["Three domains mean sp²"]),
    ),
    goes_on(
        "AP Chemistry",
        (
            "How do I use the limiting reactant with moles?",
            "It is the reactant that runs out first. How many moles of the others are used follows from it.",
        ),
        "And what if the amounts are in grams?",
        Partly(&["Grams to moles with the molar mass"]),
    ),
    asked(
        "Physics",
        "What is Newton's second law?",
        Clear(&["gives a = F/m"]),
    ),
    asked(
        "Physics",
        "What is the unit of force?",
        Clear(&["Force is measured in newtons"]),
    ),
    asked(
        "Physics",
        "diffrence between speed and velocity",
        Touched(&["elocity"]),
    ),
    asked(
        "Physics",
        "Why does light bend when it enters water?",
        Clear(&["Light is slower in water"]),
    ),
    asked(
        "Physics",
        "what is momentum",
        Partly(&["Momentum stays the same"]),
    ),
    asked("Physics", "What is quantum entanglement?", Nothing),
    asked("Physics", "What is Newton's third law?", Nothing),
    asked("Physics", "ohm's law", Clear(&["Ohm's law says V = RI"])),
    asked(
        "Physics",
        "How is work defined in physics?",
        AtMost(&["Work is force times distance"]),
    ),
    goes_on(
        "Physics",
        (
            "What is Newton's second law?",
            "Newton's second law gives a = F/m.",
        ),
        "What about the third?",
        Nothing,
    ),
    asked(
        "Biology",
        "what is photosynthesis",
        Partly(&["Plants build sugar from carbon dioxide"]),
    ),
    asked(
        "Biology",
        "What is osmosis?",
        Clear(&["Water passes a membrane"]),
    ),
    asked(
        "Biology",
        "what does an enzyme do to a reaction",
        Clear(&["lower activation energy"]),
    ),
    asked(
        "Biology",
        "Where does glycolysis happen?",
        Clear(&["Glycolysis splits glucose in the cytoplasm"]),
    ),
    asked("Biology", "photosinthesis", AtMost(&["Plants build sugar"])),
    asked(
        "Biology",
        "What is the difference between mitosis and meiosis?",
        AtMost(&["osis"]),
    ),
    asked("Biology", "What is the Krebs cycle?", Nothing),
    asked(
        "Biology",
        "Why do antibiotics stop working against bacteria?",
        AtMost(&["resistant by chance"]),
    ),
    asked(
        "Biology",
        "explain natural selection",
        Partly(&["natural selection"]),
    ),
    asked(
        "Biology",
        "What is osmosis? And what does an enzyme do?",
        Clear(&["Water passes a membrane", "lower activation energy"]),
    ),
    asked(
        "Biology",
        "What is osmosis? And who was Napoleon?",
        Partly(&["Water passes a membrane", "I could not find this"]),
    ),
    goes_on(
        "Biology",
        (
            "What is the Krebs cycle?",
            "I do not know this from what you have.",
        ),
        "tell me more",
        Nothing,
    ),
    asked("Biology", "What is the capital of France?", Nothing),
    asked("Biology", "How can I become a better student?", Nothing),
    asked(
        "Algebra",
        "how do you find slope from two points",
        Partly(&["rise over run"]),
    ),
    asked(
        "Algebra",
        "What's the discriminant?",
        Partly(&["discriminant"]),
    ),
    asked(
        "Algebra",
        "explain the remainder theorem pls",
        Partly(&["remainder theorem"]),
    ),
    asked("Algebra", "how do i get rid of the absolute value", Nothing),
    asked("Algebra", "what is a polynomial", Nothing),
    asked(
        "Algebra",
        "why do we flip the inequality",
        AtMost(&["turns the sign"]),
    ),
    asked("Algebra", "im lost", Nothing),
    asked("Algebra", "can u do my algebra homework", Nothing),
    asked(
        "Geometry",
        "what's heron's formula",
        Partly(&["Heron's formula"]),
    ),
    asked(
        "Geometry",
        "how many degrees are in a hexagon",
        AtMost(&["exagon"]),
    ),
    asked("Geometry", "surface area of a sphere", Nothing),
    asked(
        "Geometry",
        "what is an inscribed angle?",
        Clear(&["half of the arc"]),
    ),
    asked("Geometry", "law of cosines", Partly(&["law of cosines"])),
    asked("Geometry", "Is a square a rectangle?", Nothing),
    asked("Calculus", "what is a derivative", AtMost(&["derivative"])),
    asked(
        "Calculus",
        "derivative of sin x",
        Clear(&["derivative of sin is cos"]),
    ),
    asked("Calculus", "How do I integrate x^2?", Nothing),
    asked(
        "Calculus",
        "what is the power rule",
        Clear(&["bring the exponent down"]),
    ),
    asked("Calculus", "Why do we need limits?", Touched(&["limit"])),
    asked(
        "AP Calculus",
        "What does it mean for a function to be continuous?",
        AtMost(&["ontinu"]),
    ),
    asked(
        "AP Calculus",
        "how do I do related rates with a ladder",
        AtMost(&["ladder"]),
    ),
    asked(
        "AP Calculus",
        "What is the second derivative test?",
        Nothing,
    ),
    asked("SAT Math", "How do percentages work?", Nothing),
    asked(
        "SAT Math",
        "probability of drawing a blue marble",
        Clear(&["Three of the 12 marbles"]),
    ),
    asked(
        "SAT Math",
        "what is the difference between average and median",
        AtMost(&["median"]),
    ),
    asked(
        "SAT Math",
        "Which strategy should I use on the SAT?",
        Nothing,
    ),
    asked(
        "SAT English",
        "what's the difference between its and it's",
        Nothing,
    ),
    asked("SAT English", "subject verb agreement", Partly(&["verb"])),
    asked("SAT English", "Which words are synonyms of happy?", Nothing),
    asked("SAT English", "what does vague mean?", Clear(&["unclear"])),
    asked(
        "SAT English",
        "when should i use a colon",
        Clear(&["calls for a colon"]),
    ),
    asked("Chemistry", "what is hess's law", Partly(&["Hess's law"])),
    asked(
        "Chemistry",
        "How many protons does carbon have?",
        AtMost(&["6"]),
    ),
    asked(
        "Chemistry",
        "Why is lithium bigger than neon?",
        AtMost(&["lithium"]),
    ),
    asked(
        "Chemistry",
        "what is an ionic bond",
        Clear(&["In an ionic bond electrons are transferred"]),
    ),
    asked("AP Chemistry", "what's a buffer", AtMost(&["buffer"])),
    asked(
        "AP Chemistry",
        "How do I balance combustion reactions?",
        Nothing,
    ),
    asked(
        "AP Chemistry",
        "why do units matter",
        AtMost(&["units on every line"]),
    ),
    asked(
        "Physics",
        "what is acceleration?",
        Clear(&["Acceleration is change of velocity over time"]),
    ),
    asked(
        "Physics",
        "what is kinetic energy",
        Clear(&["Kinetic energy is mv^2/2"]),
    ),
    asked("Physics", "Why is the sky blue?", Nothing),
    asked(
        "Physics",
        "whats the differance between mass and weight",
        AtMost(&["Weight is the force of gravity"]),
    ),
    asked("Physics", "What is electricity?", Nothing),
    asked(
        "Physics",
        "how do resistors in parallel work",
        Clear(&["In parallel 1/R"]),
    ),
    asked("Biology", "what is DNA", AtMost(&["DNA"])),
    asked(
        "Biology",
        "what do white blood cells do",
        Clear(&["recognize and destroy germs"]),
    ),
    asked("Biology", "Why do plants need light?", Nothing),
    asked("Biology", "whats mitosis", AtMost(&["mitosis"])),
    asked(
        "Biology",
        "What do decomposers do in an ecosystem?",
        Clear(&["return the nutrients"]),
    ),
    asked("Biology", "how do vaccines work", Nothing),
    asked("Biology", "What is a carrier?", Touched(&["carrier"])),
    asked(
        "Algebra",
        "what is a perpendicular line",
        AtMost(&["perpendicular"]),
    ),
    asked(
        "Algebra",
        "how to solve a system of equations",
        AtMost(&["Add the equations"]),
    ),
    asked(
        "Algebra",
        "What is the vertex formula?",
        AtMost(&["vertex"]),
    ),
    asked(
        "Algebra",
        "solve |2x - 3| = 9",
        Clear(&["Either 2x - 3 = 9"]),
    ),
    asked(
        "Geometry",
        "what's the formula for the area of a triangle",
        AtMost(&["half of base times height"]),
    ),
    asked("Geometry", "volume of a cone", AtMost(&["(1/3)π"])),
    asked("Geometry", "What is a chord?", Touched(&["chord"])),
    asked(
        "Calculus",
        "What is the product rule?",
        Partly(&["product rule"]),
    ),
    asked(
        "Calculus",
        "antiderivative of 2x",
        Clear(&["Raise the exponent by one"]),
    ),
    asked(
        "Calculus",
        "What is the meaning of dy/dx?",
        AtMost(&["dy/dx"]),
    ),
    asked(
        "AP Calculus",
        "what is a riemann sum",
        AtMost(&["Riemann sum"]),
    ),
    asked(
        "SAT Math",
        "how do I calculate the mean?",
        AtMost(&["mean"]),
    ),
    asked("SAT Math", "What is a ratio?", Nothing),
    asked(
        "SAT English",
        "what is a run-on sentence",
        AtMost(&["run-on"]),
    ),
    asked("SAT English", "difference between who and whom", Nothing),
    asked(
        "SAT English",
        "what does meticulous mean",
        Clear(&["very careful and exact"]),
    ),
    asked("Chemistry", "What is Avogadro's number?", Nothing),
    asked("Chemistry", "what is oxidation", AtMost(&["oxid"])),
    asked(
        "Chemistry",
        "How do I balance H2 + O2 → H2O?",
        Clear(&["2H2 + O2 → 2H2O"]),
    ),
    asked("AP Chemistry", "what's the limiting reagent", Nothing),
    asked(
        "AP Chemistry",
        "what is distillation",
        Clear(&["Distillation boils off"]),
    ),
    asked("Physics", "What is refraction?", Nothing),
    asked(
        "Physics",
        "why is there no sound in space",
        AtMost(&["In a vacuum there is no sound"]),
    ),
    asked("Biology", "What is an operon?", Touched(&["operon"])),
    asked(
        "Biology",
        "function of ribosomes",
        AtMost(&["Ribosomes build proteins"]),
    ),
    asked("Biology", "how does the heart work", AtMost(&["heart"])),
];
