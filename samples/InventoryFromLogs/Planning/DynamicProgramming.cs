namespace InventorySample;

/// <summary>The exact value of a policy, and the best policy, from the known model of the shop.</summary>
/// <remarks>
/// The Bellman equations V = r + P V are linear in V. Since no day comes twice in a week, P is triangular, and one pass
/// from the last day to the first solves them (Bellman: Dynamic Programming, 1957).
/// </remarks>
internal static class DynamicProgramming
{
    /// <summary>The expected profit of a week under a policy, in euros.</summary>
    public static double Value(ShopPolicy policy) => FirstMorning(Solve((state, values) =>
        Enumerable.Range(0, StrawberryShop.Orders).Sum(order => policy(state, order) * values[order])));

    /// <summary>
    /// The best order in each state, by <see cref="ShopState.Index"/>; the smallest of those that are equal.
    /// </summary>
    public static int[] BestOrders()
    {
        int[] best = new int[ShopState.Count];
        Solve((state, values) =>
        {
            best[state.Index] = values.IndexOf(values.Max());
            return values.Max();
        });
        return best;
    }

    /// <summary>The policy that always places the order of a table.</summary>
    public static ShopPolicy Always(IReadOnlyList<int> orders) =>
        (state, order) => orders[state.Index] == order ? 1 : 0;

    // The value of a state follows from the values of the orders in it.
    private static double[] Solve(Func<ShopState, double[], double> worth)
    {
        double[] values = new double[ShopState.Count];
        foreach (ShopState state in ShopState.All.Reverse())
        {
            values[state.Index] = worth(
                state,
                [.. Enumerable.Range(0, StrawberryShop.Orders).Select(order => OrderValue(state, order, values))]);
        }

        return values;
    }

    private static double OrderValue(ShopState state, int order, double[] values) =>
        StrawberryShop.Results(state, order).Sum(evening =>
            evening.Probability * (evening.Profit + NextMorning(state, evening.Left, values)));

    private static double NextMorning(ShopState state, int left, double[] values) =>
        state.Day == StrawberryShop.Days - 1
            ? 0
            : Expected(StrawberryShop.WeatherAfter(state.Weather), state.Day + 1, left, values);

    private static double FirstMorning(double[] values) =>
        Expected(StrawberryShop.FirstWeather, 0, 0, values);

    private static double Expected(IReadOnlyList<double> weathers, int day, int stock, double[] values) => weathers
        .Select((probability, weather) => probability * values[new ShopState(day, weather, stock).Index])
        .Sum();
}
