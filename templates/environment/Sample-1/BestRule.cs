namespace Sample_1;

/// <summary>The optimum, which can be worked out in so small a problem, to compare what was learned with.</summary>
/// <param name="Distance">The distance from which on the best driver takes a free space.</param>
/// <param name="Cost">What the best driver pays on average.</param>
public sealed record BestRule(int Distance, double Cost)
{
    /// <summary>Goes backward from the theater: a space is worth taking if what lies ahead costs more.</summary>
    public static BestRule Compute()
    {
        int from = 0;
        double ahead = ParkingStreet.GarageCost;
        for (int distance = 1; distance <= ParkingStreet.Spaces; distance++)
        {
            if (distance < ahead)
                from = distance;
            ahead += ParkingStreet.FreeProbability * (Math.Min(distance, ahead) - ahead);
        }

        return new BestRule(from, ahead);
    }
}
