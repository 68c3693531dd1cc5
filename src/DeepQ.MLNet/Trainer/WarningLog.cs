using DeepQ.Learning.Training;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Trainer;

/// <summary>Writes the warnings and notes of a training to ML.NET's log.</summary>
internal sealed class WarningLog(IHost host) : ITrainingObserver
{
    public void OnWarning(string message)
    {
        using IChannel channel = host.Start("Training");
        channel.Warning(MessageSensitivity.None, message);
    }

    public void OnMessage(string message)
    {
        using IChannel channel = host.Start("Training");
        channel.Info(MessageSensitivity.None, message);
    }
}
