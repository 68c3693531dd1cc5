namespace Sample_1;

/// <summary>The optimal rule, computable because the problem is so small, to compare the learned policy with.</summary>
/// <param name="Distance">The distance from which the best driver takes a free space.</param>
/// <param name="Cost">The mean cost of the best driver.</param>
public sealed record BestRule(int Distance, double Cost)
{
    /// <summary>
    /// Computes the rule backward from the theater: a space is worth taking if driving on costs more.
    /// </summary>
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
