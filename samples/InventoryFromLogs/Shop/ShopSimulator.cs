namespace InventorySample;

/// <summary>Simulates weeks.</summary>
internal static class ShopSimulator
{
    /// <summary>Simulates a week under a policy.</summary>
    /// <param name="week">The number of the week in its decisions.</param>
    /// <param name="policy">The policy; the shelf is empty on the first morning.</param>
    /// <param name="random">The generator of weather, orders and customers.</param>
    public static IEnumerable<Decision> Week(int week, ShopPolicy policy, Random random)
    {
        ShopState state = new(0, Draw(StrawberryShop.FirstWeather, random), 0);
        while (true)
        {
            ShopState morning = state;
            double[] orders = [.. Enumerable.Range(0, StrawberryShop.Orders).Select(order => policy(morning, order))];
            int order = Draw(orders, random);
            DayResult[] results = [.. StrawberryShop.Results(morning, order)];
            DayResult evening = results[Draw([.. results.Select(result => result.Probability)], random)];
            bool last = morning.Day == StrawberryShop.Days - 1;
            yield return new Decision(week, morning, order, orders[order], evening.Profit, last);
            if (last)
                yield break;
            state = new(morning.Day + 1, Draw(StrawberryShop.WeatherAfter(morning.Weather), random), evening.Left);
        }
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
