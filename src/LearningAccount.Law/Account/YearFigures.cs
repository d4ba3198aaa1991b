namespace LearningAccount.Law;

/// <summary>What happened in an account in one year, while it is added up.</summary>
internal struct YearFigures
{
    public FullTimeDays? Highest;
    public int Months;
    public Fraction Worked;
    public Fraction Credit;
    public Fraction Extra;
    public Fraction Adjusted;
    public Fraction Used;
    public Fraction Outside;
    public Fraction Expired;
    public Fraction Forfeited;

    public readonly Fraction Change => Credit + Extra + Adjusted - Used - Expired - Forfeited;
}
