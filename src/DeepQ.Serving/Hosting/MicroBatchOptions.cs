namespace DeepQ.Serving.Hosting;

/// <summary>How concurrent requests are combined into one run.</summary>
public sealed record MicroBatchOptions
{
    /// <summary>The greatest number of requests in one run; a full batch runs at once.</summary>
    /// <value>The default value is 64.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxBatchSize { get; init => field = AtLeastOne(value, nameof(MaxBatchSize)); } = 64;

    /// <summary>
    /// The longest time that a request waits for others while nothing runs; zero to run waiting requests at once.
    /// </summary>
    /// <value>The default value is 1 millisecond, about the resolution of timers.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above a second.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromSeconds(1)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MaxDelay), value, "The delay must be from zero to one second.");
    } = TimeSpan.FromMilliseconds(1);

    /// <summary>The greatest number of waiting requests; another one waits until there is room in the queue.</summary>
    /// <value>The default value is 4096.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int QueueLength { get; init => field = AtLeastOne(value, nameof(QueueLength)); } = 4096;

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be at least 1.");
}
