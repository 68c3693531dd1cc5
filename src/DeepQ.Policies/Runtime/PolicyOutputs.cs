namespace DeepQ.Serving.Runtime;

/// <summary>The destinations of the outputs of a run; empty ones are skipped.</summary>
internal readonly ref struct PolicyOutputs
{
    /// <summary>Rows × actions values.</summary>
    public Span<float> QValues { get; init; }

    /// <summary>One action per row.</summary>
    public Span<int> Actions { get; init; }

    /// <summary>One margin per row.</summary>
    public Span<float> Margins { get; init; }

    /// <summary>Rows × actions × size values.</summary>
    public Span<float> Distributions { get; init; }

    /// <summary>Rows × actions values.</summary>
    public Span<float> Uncertainties { get; init; }

    /// <summary>Whether outputs other than Q-values and actions are requested.</summary>
    public bool HasExtras => !Margins.IsEmpty || !Distributions.IsEmpty || !Uncertainties.IsEmpty;

    /// <summary>Returns the part for some rows.</summary>
    public PolicyOutputs Rows(int first, int count, PolicySignature signature) => new()
    {
        QValues = Part(QValues, first, count, signature.ActionCount),
        Actions = Part(Actions, first, count, 1),
        Margins = Part(Margins, first, count, 1),
        Distributions = Part(Distributions, first, count, signature.DistributionValues),
        Uncertainties = Part(Uncertainties, first, count, signature.ActionCount),
    };

    private static Span<T> Part<T>(Span<T> all, int first, int count, int width) =>
        all.IsEmpty ? [] : all.Slice(first * width, count * width);
}
