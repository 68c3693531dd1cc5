using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>The parameters of a network in flat memory, and weights by columns.</summary>
internal sealed class FusedParameters
{
    private readonly FusedLayout _layout;
    private readonly bool _isTarget;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _transposed;
    private readonly AlignedBuffer? _computed;
    private readonly FusedNoise? _noise;
    private readonly FusedSpectrum? _spectrum;
    private bool _isStale;
    private bool _isNoiseStale;

    /// <summary>Creates parameters that are all zero.</summary>
    /// <param name="layout">Their positions.</param>
    /// <param name="inputs">The weights of the first layer, if states are sparse.</param>
    /// <param name="isTarget">Whether they belong to the target network.</param>
    /// <param name="kernels">The kernels; null for the widest.</param>
    public FusedParameters(FusedLayout layout, InputWeights? inputs = null, bool isTarget = false, KernelSet? kernels = null)
    {
        (_layout, Inputs, _isTarget) = (layout, inputs, isTarget);
        _values = new AlignedBuffer(layout.ParameterLength);
        _transposed = new AlignedBuffer(layout.TransposedLength);
        if (layout.NoisyBlocks.Count > 0)
            _noise = new FusedNoise(layout, kernels ?? KernelSet.Widest);
        if (layout.SpectralBlocks.Count > 0)
            _spectrum = new FusedSpectrum(layout);
        if (_noise is not null || _spectrum is not null)
            _computed = new AlignedBuffer(layout.ParameterLength);
    }

    /// <summary>The parameters. Call <see cref="Changed"/> after changing them.</summary>
    public Span<float> Values => _values.Span;

    /// <summary>
    /// The weights that steps compute with, with noise or divided by their norm, as of the latest
    /// <see cref="Refresh"/>.
    /// </summary>
    public Span<float> Weights => _computed is null ? Values : _computed.Span;

    /// <summary>The noise of the weights; null for none.</summary>
    public FusedNoise? Noise => _noise;

    /// <summary>The divisors of weights; null for none.</summary>
    public FusedSpectrum? Spectrum => _spectrum;

    /// <summary>The weights of the first layer of both networks if states are sparse; otherwise null.</summary>
    public InputWeights? Inputs { get; }

    /// <summary>Copies rows of the weights of the first layer if states are sparse.</summary>
    public void CopyInputs(ReadOnlySpan<int> rows, Span<float> copies) => Inputs!.CopyTo(rows, _isTarget, copies);

    /// <summary>The weights by columns, as of the latest <see cref="Refresh"/>.</summary>
    public Span<float> Transposed => _transposed.Span;

    /// <summary>Marks the parameters as changed.</summary>
    public void Changed() => _isStale = true;

    /// <summary>Draws new noise for noisy weights.</summary>
    public void ResampleNoise(Random random)
    {
        _noise?.Draw(random);
        _isNoiseStale = true;
    }

    /// <summary>Reads a parameter of the module.</summary>
    public void Read(in ParameterSlot slot, ReadOnlySpan<float> values)
    {
        if (slot.IsByInput)
            Inputs!.Read(values, slot.Start, slot.Rows, _isTarget);
        else
            slot.CopyToFlat(values, Values);
    }

    /// <summary>Writes a parameter to the module.</summary>
    public void Write(in ParameterSlot slot, Span<float> values)
    {
        if (slot.IsByInput)
            Inputs!.Write(values, slot.Start, slot.Rows, _isTarget);
        else
            slot.CopyFromFlat(Values, values);
    }

    /// <summary>Returns whether a parameter equals the module's.</summary>
    public bool AreEqual(in ParameterSlot slot, ReadOnlySpan<float> values) => slot.IsByInput
        ? Inputs!.AreEqual(values, slot.Start, slot.Rows, _isTarget)
        : slot.IsEqual(values, Values);

    /// <summary>Whether every parameter is a finite number.</summary>
    public bool IsFinite() => AreFinite(Values) && Inputs?.AreFinite(_isTarget) != false;

    /// <summary>Whether all numbers are finite.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }

    /// <summary>Copies the parameters of another network with the same layout.</summary>
    public void CopyFrom(FusedParameters other)
    {
        other.Values.CopyTo(Values);
        if (other._spectrum is { } spectrum)
            _spectrum!.CopyFrom(spectrum);
        _isStale = _computed is not null || other._isStale;
        if (!_isStale)
            other._transposed.Span.CopyTo(_transposed.Span);
    }

    /// <summary>Updates the noisy weights and those by columns; not while other threads read them.</summary>
    public void Refresh()
    {
        bool isNoiseStale = _noise is not null && (_isStale || _isNoiseStale);
        if (!_isStale && !isNoiseStale)
            return;
        if (_isStale && _computed is not null)
            Values.CopyTo(_computed.Span);
        if (_isStale)
            _spectrum?.DivideTo(Values, _computed!.Span);
        if (isNoiseStale)
            _noise!.AddTo(Values, _computed!.Span);
        Span<float> weights = Weights, transposed = _transposed.Span;
        foreach (FusedStep step in _layout.Steps)
        {
            if (_isStale || step.IsNoisy)
                step.Transpose(weights, transposed);
        }

        (_isStale, _isNoiseStale) = (false, false);
    }
}
