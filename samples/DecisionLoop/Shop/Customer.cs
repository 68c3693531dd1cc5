namespace DecisionLoopSample.Shop;

/// <summary>What the shop knows about a customer; it does not know their tastes.</summary>
/// <param name="IsYoung">Whether the customer is young.</param>
/// <param name="IsRegular">Whether the customer has visited before.</param>
/// <param name="IsMobile">Whether the customer uses a phone.</param>
/// <param name="IsEvening">Whether it is evening. Plants are not shipped then.</param>
internal readonly record struct Customer(bool IsYoung, bool IsRegular, bool IsMobile, bool IsEvening)
{
    /// <summary>The number of values of <see cref="State"/>.</summary>
    public const int StateSize = 4;

    /// <summary>All kinds of customers, which are equally frequent.</summary>
    public static IReadOnlyList<Customer> All { get; } =
        [.. Enumerable.Range(0, 16).Select(bits => new Customer((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0))];

    /// <summary>The state of a decision.</summary>
    public float[] State() => [IsYoung ? 1 : 0, IsRegular ? 1 : 0, IsMobile ? 1 : 0, IsEvening ? 1 : 0];

    /// <summary>The allowed offers, by index.</summary>
    public bool[] Allowed() => [true, true, true, !IsEvening];
}
