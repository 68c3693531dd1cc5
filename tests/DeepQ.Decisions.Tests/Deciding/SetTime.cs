namespace DeepQ.Decisions.Tests.Deciding;

/// <summary>A clock that is set.</summary>
internal sealed class SetTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = LogBuilder.Start;

    public override DateTimeOffset GetUtcNow() => Now;
}
