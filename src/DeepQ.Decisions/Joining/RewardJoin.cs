namespace DeepQ.Decisions.Joining;

/// <summary>How the parts of a decision's reward become one number. Parts are in the order of the log.</summary>
public enum RewardJoin
{
    /// <summary>The sum of the parts; ±<see cref="double.MaxValue"/> if it overflows.</summary>
    Sum,

    /// <summary>The part that arrived first.</summary>
    Earliest,

    /// <summary>The part that arrived last.</summary>
    Latest,

    /// <summary>The mean of the parts.</summary>
    Mean,

    /// <summary>The smallest part.</summary>
    Minimum,

    /// <summary>The largest part.</summary>
    Maximum,
}
