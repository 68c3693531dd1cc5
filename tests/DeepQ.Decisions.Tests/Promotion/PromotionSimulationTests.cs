using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Tests.Promotion;

/// <summary>
/// Logs of a shop in which three drinks sell with the probabilities 0.5, 0.5 − d and 0.5 + d, drawn alike. The policy in use
/// sells the first, a candidate the second or the third, and importance sampling estimates both.
/// </summary>
public sealed class PromotionSimulationTests
{
    private const int Loops = 200;
    private const int Events = 2_000;

    private static readonly PromotionRule Rule = new() { LeastEvents = Events };

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.02)]
    public void Of_200_candidates_that_are_worse_few_are_promoted(double distance)
    {
        (int paired, int separate, int byMean) = Promoted(distance, action: 1);
        Assert.InRange(paired, 0, Loops / 20);
        Assert.InRange(separate, 0, Loops / 20);
        // The log is small enough to mislead: a rule that looks at means alone promotes many.
        Assert.InRange(byMean, Loops / 10, Loops);
    }

    [Fact]
    public void Of_200_candidates_that_are_better_most_are_promoted()
    {
        (int paired, int separate, _) = Promoted(0.15, action: 2);
        Assert.InRange(paired, Loops * 8 / 10, Loops);
        Assert.InRange(separate, 1, Loops);
    }

    private static (int Paired, int Separate, int ByMean) Promoted(double distance, int action)
    {
        Random random = new(5);
        double[] chances = [0.5, 0.5 - distance, 0.5 + distance];
        (int paired, int separate, int byMean) = (0, 0, 0);
        double[] candidate = new double[Events], inUse = new double[Events];
        for (int loop = 0; loop < Loops; loop++)
        {
            for (int i = 0; i < Events; i++)
            {
                int taken = random.Next(3);
                double weighted = random.NextDouble() < chances[taken] ? 3 : 0;
                candidate[i] = taken == action ? weighted : 0;
                inUse[i] = taken == 0 ? weighted : 0;
            }

            ValueEstimate ofCandidate = ValueEstimate.OfMean(candidate), ofInUse = ValueEstimate.OfMean(inUse);
            ValueEstimate difference = ValueEstimate.OfDifference(candidate, inUse);
            paired += Rule.Judge(Events, ofCandidate, ofInUse, difference).IsPromoted ? 1 : 0;
            separate += Rule.Judge(Events, ofCandidate, ofInUse).IsPromoted ? 1 : 0;
            byMean += ofCandidate.Value > ofInUse.Value ? 1 : 0;
        }

        return (paired, separate, byMean);
    }
}
