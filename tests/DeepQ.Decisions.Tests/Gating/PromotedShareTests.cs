using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Exploration;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Tests.Estimation;

namespace DeepQ.Decisions.Tests.Gating;

/// <summary>
/// A shop of four kinds of customers and three offers. The policy in use is worth 0.45, the best one 0.75. Each candidate is judged
/// by a log of its own, in which the policy in use explored with ε = 0.3.
/// </summary>
public sealed class PromotedShareTests
{
    private const int Candidates = 200;

    private static readonly double[,] Chances = { { 0.5, 0.48, 0.7 }, { 0.3, 0.42, 0.8 }, { 0.6, 0.2, 0.6 }, { 0.4, 0.9, 0.38 } };

    private static readonly TablePolicy InUse = new("in use", [1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]);

    // Half of what it says is wrong.
    private static readonly TablePolicy Model = new("model", [0.5f, 0.5f, 0.5f], [0.3f, 0.4f, 0.8f], [0, 0, 0], [0.9f, 0.1f, 0.4f]);

    // Offers by kind, what a visit is worth more than with the policy in use, visits, and how many may or must be promoted.
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1, 0, 0, 0, -0.005, 2_000, 0, 10)]
    [InlineData(0, 0, 0, 2, -0.005, 6_000, 0, 10)]
    [InlineData(1, 0, 1, 0, -0.105, 2_000, 0, 0)]
    [InlineData(0, 1, 0, 0, 0.03, 8_000, 160, 200)]
    [InlineData(0, 2, 0, 1, 0.25, 500, 190, 200)]
    public void Few_of_200_that_are_worse_pass_and_most_of_those_that_are_better(
        int first, int second, int third, int fourth, double gain, int visits, int least, int most)
    {
        int[] offers = [first, second, third, fourth];
        TablePolicy candidate = new("candidate", [.. offers.Select(offer => Enumerable.Range(0, 3).Select(i => i == offer ? 1f : 0).ToArray())]);
        Assert.Equal(gain, Enumerable.Range(0, 4).Average(kind => Chances[kind, offers[kind]] - Chances[kind, 0]), 1e-12);

        PromotionRule rule = new() { LeastEvents = visits };
        int promoted = Enumerable.Range(0, Candidates).AsParallel().Count(number =>
        {
            LogEvaluation found = LogEvaluation.RunAsync(
                Visits(new Random(number), visits).ToAsyncEnumerable(),
                [JudgedPolicy.Of(candidate), JudgedPolicy.Of(InUse)],
                3,
                model: Model).GetAwaiter().GetResult();
            return rule.Judge(visits, found.Policies[0].Value, found.Policies[1].Value, found.Difference(0, 1)).IsPromoted;
        });
        Assert.InRange(promoted, least, most);
    }

    private static IEnumerable<JoinedEpisode> Visits(Random random, int count)
    {
        double[] distribution = new double[3];
        for (int i = 0; i < count; i++)
        {
            int kind = random.Next(4);
            EpsilonGreedyStrategy.Fill(0.3, default, 0, distribution);
            int offer = ActionDraw.From(distribution, random.NextDouble());
            Decision decision = new()
            {
                Id = default,
                Time = LogBuilder.Start,
                State = new float[] { kind },
                Action = offer,
                Name = $"{offer}",
                Probability = distribution[offer],
                Version = "in use",
                Mode = DecisionMode.Online,
            };
            yield return new(null, [new(decision, random.NextDouble() < Chances[kind, offer] ? 1 : 0, 1, null, IsTerminal: true)], false);
        }
    }
}
