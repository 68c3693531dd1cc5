namespace CartPoleSample;

/// <summary>A row of the table of states: the observation of CartPole.</summary>
internal sealed class CartPoleState
{
    /// <summary>The columns, in the input order of the Q-network.</summary>
    public static string[] ColumnNames { get; } =
        [nameof(Position), nameof(Velocity), nameof(Angle), nameof(AngularVelocity)];

    /// <summary>The cart's position in meters.</summary>
    public float Position { get; set; }

    /// <summary>The cart's velocity in meters per second.</summary>
    public float Velocity { get; set; }

    /// <summary>The pole's angle in radians, 0 upright.</summary>
    public float Angle { get; set; }

    /// <summary>The pole's angular velocity in radians per second.</summary>
    public float AngularVelocity { get; set; }

    public static CartPoleState Of(ReadOnlySpan<float> observation) => new()
    {
        Position = observation[0],
        Velocity = observation[1],
        Angle = observation[2],
        AngularVelocity = observation[3],
    };
}
