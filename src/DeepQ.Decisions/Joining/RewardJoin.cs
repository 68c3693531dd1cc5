namespace DeepQ.Decisions.Joining;

/// <summary>How the parts of a decision's reward become one number. Parts are in the order of the log.</summary>
public enum RewardJoin
{
    /// <summary>The sum of the parts; ±<see cref="double.MaxValue"/> where it is beyond that.</summary>
    Sum,

    /// <summary>The part that came first.</summary>
    Earliest,

    /// <summary>The part that came last.</summary>
    Latest,

    /// <summary>The mean of the parts.</summary>
    Mean,

    /// <summary>The least part.</summary>
    Minimum,

    /// <summary>The greatest part.</summary>
    Maximum,
}
