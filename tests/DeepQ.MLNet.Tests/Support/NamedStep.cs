namespace DeepQ.MLNet.Tests.Support;

/// <summary>A transition whose action is text.</summary>
public sealed class NamedStep
{
    [VectorType(2)]
    public float[] State { get; set; } = [];

    public string Action { get; set; } = "";

    public float Reward { get; set; }

    [VectorType(2)]
    public float[] NextState { get; set; } = [];

    public bool Terminated { get; set; }

    public static NamedStep Of(LoggedStep step) => new()
    {
        State = step.State,
        Action = step.Action == TwoStates.Go ? "Go" : "Wait",
        Reward = step.Reward,
        NextState = step.NextState,
        Terminated = step.Terminated,
    };
}
