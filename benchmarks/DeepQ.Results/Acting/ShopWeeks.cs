using InventorySample;

namespace DeepQ.Results;

/// <summary>The weeks of the sample's shop to act in; a state is as <see cref="KnownLogs"/> logs it.</summary>
internal sealed class ShopWeeks : IEnvironment
{
    private ShopState _morning;

    public string Name => "Shop";

    public BoxSpace ObservationSpace { get; } = new([KnownLogs.Features(default).Length], 0, StrawberryShop.MaxStock);

    public DiscreteSpace ActionSpace { get; } = new(StrawberryShop.OrderNames);

    public void Reset(Random random, Span<float> observation)
    {
        _morning = new ShopState(0, Draw(StrawberryShop.FirstWeather, random), 0);
        KnownLogs.Features(_morning).CopyTo(observation);
    }

    public StepResult Step(int action, Random random, Span<float> observation)
    {
        DayResult[] results = [.. StrawberryShop.Results(_morning, action)];
        DayResult evening = results[Draw([.. results.Select(result => result.Probability)], random)];
        bool last = _morning.Day == StrawberryShop.Days - 1;
        if (!last)
            _morning = new(_morning.Day + 1, Draw(StrawberryShop.WeatherAfter(_morning.Weather), random), evening.Left);
        KnownLogs.Features(_morning).CopyTo(observation);
        return new StepResult(evening.Profit, last, Truncated: false);
    }

    private static int Draw(IReadOnlyList<double> probabilities, Random random)
    {
        double rest = random.NextDouble();
        for (int i = 0; i < probabilities.Count - 1; i++)
        {
            rest -= probabilities[i];
            if (rest < 0)
                return i;
        }

        return probabilities.Count - 1;
    }
}
