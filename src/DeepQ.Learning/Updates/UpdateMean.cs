namespace DeepQ.Learning.Updates;

/// <summary>The mean of the results of several updates.</summary>
internal struct UpdateMean
{
    private UpdateResult _sum;

    /// <summary>The number of updates.</summary>
    public int Count { get; private set; }

    /// <summary>The mean; NaN without updates.</summary>
    public readonly UpdateResult Value => new(
        _sum.Loss / Count, _sum.MeanQ / Count, _sum.MeanAbsoluteError / Count, _sum.GradientNorm / Count);

    /// <summary>Adds the result of an update.</summary>
    public void Add(UpdateResult result)
    {
        _sum = new UpdateResult(
            _sum.Loss + result.Loss,
            _sum.MeanQ + result.MeanQ,
            _sum.MeanAbsoluteError + result.MeanAbsoluteError,
            _sum.GradientNorm + result.GradientNorm);
        Count++;
    }
}
