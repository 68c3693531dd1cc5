namespace DeepQ.Learning;

/// <summary>The parameters of a network in flat memory, and weights by columns beside them.</summary>
internal sealed class FusedParameters
{
    private readonly FusedLayout _layout;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _transposed;
    private bool _isStale;

    /// <summary>All zero to begin with.</summary>
    public FusedParameters(FusedLayout layout)
    {
        _layout = layout;
        _values = new AlignedBuffer(layout.ParameterLength);
        _transposed = new AlignedBuffer(layout.TransposedLength);
    }

    /// <summary>The parameters. Whoever changes them says so with <see cref="Changed"/>.</summary>
    public Span<float> Values => _values.Span;

    /// <summary>The weights by columns, of the parameters as they were at the latest <see cref="Transpose"/>.</summary>
    public Span<float> Transposed => _transposed.Span;

    /// <summary>Says that parameters have changed.</summary>
    public void Changed() => _isStale = true;

    /// <summary>Takes over the parameters of another network of the same layout.</summary>
    public void CopyFrom(FusedParameters other)
    {
        other.Values.CopyTo(Values);
        other._transposed.Span.CopyTo(_transposed.Span);
        _isStale = other._isStale;
    }

    /// <summary>Brings the weights by columns up to date; not while other threads read them.</summary>
    public void Transpose()
    {
        if (!_isStale)
            return;
        Span<float> values = _values.Span;
        Span<float> transposed = _transposed.Span;
        foreach (DenseStep step in _layout.Steps)
        {
            if (step.IsNarrow)
                continue;
            Transposition.Run(step.Weights(values), step.ByInput(transposed));
            step.Biases(values).CopyTo(step.PaddedBiases(transposed));
        }

        _isStale = false;
    }
}
