using ScottPlot;

namespace DeepQ.Results;

/// <summary>
/// A row for each variant: a small dot for each seed and a bar at the mean, of the last network above and of the best
/// below.
/// </summary>
internal static class AblationPlot
{
    private static readonly Color Last = Color.FromHex("#b7791f"), Best = Color.FromHex("#2b6cb0");

    public static Plot Draw(Ablation ablation, IReadOnlyList<VariantResult> variants)
    {
        Plot plot = Pictures.New(
            $"Variants of DQN on {ablation.Create().Name}, {variants[0].Seeds.Count} seeds each", "greedy return: seeds and mean", "");
        foreach ((int i, VariantResult variant) in variants.Index())
        {
            plot.AddSeeds(0.2 - i, [.. variant.Seeds.Select(seed => seed.Last)], Last, i == 0 ? "last network" : "");
            plot.AddSeeds(-0.2 - i, [.. variant.Seeds.Select(seed => seed.Best)], Best, i == 0 ? "best network" : "");
        }

        plot.NameRows([.. variants.Select(variant => variant.Name)]);
        return plot;
    }

    public static int HeightOf(IReadOnlyList<VariantResult> variants) => 150 + (30 * variants.Count);
}
