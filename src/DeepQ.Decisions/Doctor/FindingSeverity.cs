namespace DeepQ.Decisions.Doctor;

/// <summary>The severity of a finding.</summary>
public enum FindingSeverity
{
    /// <summary>For information; nothing has to be done.</summary>
    Information,

    /// <summary>The loop continues, but learning from its log suffers.</summary>
    Warning,

    /// <summary>Nothing correct can be learned until the problem is solved.</summary>
    Error,
}
