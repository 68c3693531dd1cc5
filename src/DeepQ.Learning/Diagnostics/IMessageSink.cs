namespace DeepQ.Learning.Diagnostics;

/// <summary>Receives messages about a run for the user.</summary>
internal interface IMessageSink
{
    /// <summary>Reports what was chosen or done.</summary>
    void OnMessage(string message);

    /// <summary>Reports what is likely to be wrong.</summary>
    void OnWarning(string message);
}
