"""Words that say nothing about one person, and so stay in a text."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORMS = _words(
    """
    ab ag bv co company corp corporation cie ev gmbh group gruppe holding holdings inc
    incorporated kg limited llc llp lp ltd mbh nv oy plc private pte pty pvt sa sas se spa srl
    """
)
"""The forms of companies: a name is known without them."""

OF_ORGANISATIONS = FORMS | _words(
    """
    and as at de der des di do du e for fur in international la le les na of the und van von y
    academy college escuela ecole faculty fakultat hochschule institut institute instituto
    institution lab laboratory laboratories labs school schools schule technische technical
    universidad universidade universita universitat universite universiteit university
    advanced agency ai analytics applied art artificial arts association automation bank
    biology business capital center centre chemistry cloud commerce computer computing consulting
    data department design development digital doctoral economics education electronics energy
    engineering enterprise finance financial foundation fund games general global government
    graduate hardware health hospital independent industries industry information infrastructure
    innovation insurance intelligence interactive language languages learning logistics machine
    management manufacturing marketing mathematics media medical medicine ministry mobile
    models municipal music national natural network networks office online open partners people
    physics platform platforms product production products public research robotics science
    sciences scientific security self employed freelance freelancer services social software
    solutions state statistics studio studios study studies system systems team technologies
    technology telecom trade training transport ventures vision visual web
    wissenschaften works world
    """
)

OF_ADDRESSES = _words(
    """
    about abs author authors blog citations code com dev edu en example gist git github gitlab
    gmail google googlemail gmx hl homepage hotmail http https huggingface hugging face icloud id
    in index info io kaggle linkedin mail mailto me medium models net openreview orcid org outlook
    pages paper papers people posteo profile proton protonmail pub publications pubs research
    resume scholar site spaces stackoverflow twitter user users view web www xing yahoo
    and area county de der greater la of near region remote the von
    """
)

PARTICLES = _words(
    """
    af al am auf av bin bint da dal dalla das de degli dei del della den der des di dos du e el
    en i ibn in jr la las le les lo los mac mc mr mrs ms of och os sr st ten ter the und van vel
    vom von y zu zum zur dr prof phd md msc bsc herr frau
    """
)
"""Parts of names that are words of a language, and titles."""

FREQUENT_NAMES = _words(
    """
    abbey able angel april art august autumn bill bird bishop black blue booker brook brown burns
    carver case chase christian church cook crystal day dean dove dawn duke early english faith
    field fields fisher forest forrest fox frank french friend frost gay gene glass gold good
    grace grant gray green grey guy hall hand hardy harmony harper hart head heather hill holiday
    hope hunter iris ivy jack jade jasmine jewel joy june justice key kind king kitty knight lake
    lane law lily little long love low major man mark marsh mason may miles mills moon more moss
    nick noble north olive page parish park parks pearl penny person piper pleasant poole pope
    porter power powers price prince quick ramp rank ray read reed rich rider ring rob robin rod
    rose ruby rush sage sailor sandy savage short shore small smart smith snow son star stone
    street strong sue summer sunny swift temple terry thorn tiger tuck turner underwood van vance
    victor viola violet wade walker wall ward waters way weaver weeks west white will wind wise
    wolf wood woods word worth young
    """
)
"""Names that are words as well: in small letters, by themselves, they are taken for words."""
