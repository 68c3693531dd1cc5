namespace DeepQ.Decisions.Doctor;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing has to be done.</summary>
    Information,

    /// <summary>The loop goes on, and what is learned from its log suffers.</summary>
    Warning,

    /// <summary>Nothing that is right can be learned until it is mended.</summary>
    Error,
}
