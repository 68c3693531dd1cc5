using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Tests;

/// <summary>Makes events at times from a fixed start.</summary>
internal static class LogBuilder
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double minutes) => Start.AddMinutes(minutes);

    /// <summary>The id of the decision with a number, made that many milliseconds after the start.</summary>
    public static Guid Id(int number) =>
        new($"{Start.ToUnixTimeMilliseconds() + number:x12}".Insert(8, "-") + $"-7000-8000-{number:x11}1");

    public static Decision Decide(
        int number, double minutes, string? episode = null, int? step = null, bool waits = false, string? subject = null) => new()
        {
            Id = Id(number),
            Time = At(minutes),
            State = new float[] { number, 0.5f },
            Allowed = new[] { true, number % 2 == 0 },
            Action = 0,
            Name = "left",
            Probability = 0.75,
            Distribution = new[] { 0.75, 0.25 },
            Version = "v1",
            Mode = DecisionMode.Online,
            EpisodeId = episode,
            SubjectId = subject,
            Step = step,
            WaitsForActivation = waits,
        };

    public static Reward Reward(int number, double minutes, double value, string key = "") =>
        new(Id(number), value, key) { Time = At(minutes) };

    public static Activation Activate(int number, double minutes) => new(Id(number)) { Time = At(minutes) };

    public static EpisodeEnd End(string episode, double minutes, bool isTruncated = false) =>
        new(episode, isTruncated) { Time = At(minutes) };
}
