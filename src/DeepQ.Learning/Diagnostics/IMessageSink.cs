namespace DeepQ.Learning.Diagnostics;

/// <summary>Receives what a person should know of a run.</summary>
internal interface IMessageSink
{
    /// <summary>Says what was chosen or done.</summary>
    void OnMessage(string message);

    /// <summary>Says what is likely to be wrong.</summary>
    void OnWarning(string message);
}
