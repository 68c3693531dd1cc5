namespace DecisionLoopSample.Shop;

/// <summary>The tastes of the customers: how often each buys what.</summary>
internal sealed class Tastes
{
    /// <summary>The offers.</summary>
    public static IReadOnlyList<string> Offers { get; } = ["book", "game", "shoes", "plant"];

    // The margin of each offer in euros.
    private static readonly double[] Margins = [4, 5, 9, 8];

    private readonly Func<Customer, double[]> _chances;

    private Tastes(Func<Customer, double[]> chances) => _chances = chances;

    /// <summary>At first, young customers buy games, regular ones plants, and those on a phone shoes.</summary>
    public static Tastes Before { get; } = new(customer =>
    [
        customer.IsYoung ? 0.10 : 0.35,
        customer.IsYoung ? 0.40 : 0.05,
        (customer.IsMobile ? 0.40 : 0.04) + (customer.IsEvening ? 0.10 : 0),
        (customer.IsRegular ? 0.45 : 0.05) - (customer.IsYoung ? 0.05 : 0),
    ]);

    /// <summary>Then customers at a desk buy shoes, and new ones plants.</summary>
    public static Tastes After { get; } = new(customer =>
    [
        customer.IsYoung ? 0.15 : 0.40,
        customer.IsYoung ? 0.25 : 0.05,
        (customer.IsMobile ? 0.04 : 0.40) + (customer.IsEvening ? 0.10 : 0),
        (customer.IsRegular ? 0.05 : 0.45) - (customer.IsYoung ? 0.05 : 0),
    ]);

    /// <summary>The probability that a customer buys an offer.</summary>
    public double Chance(Customer customer, int offer) => _chances(customer)[offer];

    /// <summary>The profit from a sale of an offer, in euros.</summary>
    public static double Margin(int offer) => Margins[offer];

    /// <summary>
    /// The mean profit of a visit in euros, counting only notices that arrive, if a rule makes the offers.
    /// </summary>
    /// <param name="offer">The rule: the offer to a customer.</param>
    public double Value(Func<Customer, int> offer) => Customer.All.Average(customer => Brings(customer, offer(customer)));

    /// <summary>The greatest mean profit of a visit.</summary>
    public double Best() => Value(customer => Enumerable.Range(0, Offers.Count)
        .Where(offer => customer.Allowed()[offer])
        .MaxBy(offer => Brings(customer, offer)));

    private double Brings(Customer customer, int offer) => Chance(customer, offer) * Margins[offer] * Purchases.Arriving;
}
