namespace DeepQ.Serving.Hosting;

/// <summary>How concurrent requests are gathered into one run.</summary>
public sealed record MicroBatchOptions
{
    /// <summary>The most requests that one run answers; a batch that is full runs at once.</summary>
    /// <value>The default value is 64.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxBatchSize { get; init => field = AtLeastOne(value, nameof(MaxBatchSize)); } = 64;

    /// <summary>
    /// The longest that a request waits for others to join it, while nothing runs; zero to run at once what is there.
    /// </summary>
    /// <value>The default value is 1 millisecond, about the finest that timers keep.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above a second.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromSeconds(1)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MaxDelay), value, "The delay must be from zero to one second.");
    } = TimeSpan.FromMilliseconds(1);

    /// <summary>The most requests that wait; a further one waits until there is room in the queue.</summary>
    /// <value>The default value is 4096.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int QueueLength { get; init => field = AtLeastOne(value, nameof(QueueLength)); } = 4096;

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be at least 1.");
}
