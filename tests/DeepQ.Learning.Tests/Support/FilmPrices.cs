using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// One decision a film: its price. A film is a budget of up to 300 million beside a one-hot genre; what viewers pay at most is
/// uniform around a center that grows with the logarithm of the budget, and who is asked for more pays nothing.
/// </summary>
internal static class FilmPrices
{
    private const int Genres = 5;
    private const double Spread = 4;
    private const double Cost = 4;
    private static readonly double[] Prices = [5, 10, 15];

    /// <summary>A film.</summary>
    public readonly record struct Film(double Budget, int Genre)
    {
        /// <summary>What viewers pay at most, in the mean.</summary>
        private double Center => 3 + (3.5 * Math.Log10(Budget / 1e5)) + Genre - 2;

        /// <summary>The budget, and a one-hot genre.</summary>
        public float[] State
        {
            get
            {
                float[] state = new float[1 + Genres];
                (state[0], state[1 + Genre]) = ((float)Budget, 1);
                return state;
            }
        }

        /// <summary>What a price brings in the mean.</summary>
        public double Value(int price) =>
            (Math.Clamp((Center + Spread - Prices[price]) / (2 * Spread), 0, 1) * Prices[price]) - Cost;

        /// <summary>What a price brings once.</summary>
        public double Draw(int price, Random random) =>
            (Center + (Spread * ((2 * random.NextDouble()) - 1)) >= Prices[price] ? Prices[price] : 0) - Cost;
    }

    /// <summary>Films whose budgets are of all orders of magnitude.</summary>
    public static Film[] Films(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => new Film(1e5 * Math.Pow(3_000, random.NextDouble()), random.Next(Genres)))];

    /// <summary>What prices that were drawn at random have brought: episodes of one step.</summary>
    public static LoggedData Log(IReadOnlyList<Film> films, Random random)
    {
        ReplayBuffer transitions = new(films.Count, 1 + Genres);
        List<LoggedEpisode> episodes = [];
        foreach ((int i, Film film) in films.Index())
        {
            int price = random.Next(Prices.Length);
            transitions.Add(film.State, price, (float)film.Draw(price, random), new float[1 + Genres], terminated: true);
            episodes.Add(new LoggedEpisode($"{i}", i, 1, EpisodeEnd.Terminated, null));
        }

        return ChainLog.Wrap(transitions, Prices.Length, episodes);
    }

    /// <summary>What the best price of each film brings in the mean.</summary>
    public static double Optimal(IReadOnlyList<Film> films) =>
        films.Average(film => Enumerable.Range(0, Prices.Length).Max(film.Value));

    /// <summary>What the greedy prices of a network bring in the mean.</summary>
    public static double ValueOf(QNetwork network, IReadOnlyList<Film> films)
    {
        using var noGradients = torch.no_grad();
        using torch.Tensor states = torch.tensor(films.SelectMany(film => film.State).ToArray()).reshape(films.Count, 1 + Genres);
        using torch.Tensor values = network.forward(states);
        using torch.Tensor prices = values.argmax(1);
        return films.Zip(prices.data<long>()).Average(pair => pair.First.Value((int)pair.Second));
    }
}
