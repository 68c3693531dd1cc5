using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Fused.Steps;

internal sealed partial class FusedLayout
{
    private Features AddConvolutions(Features features, LayeredQNetwork network)
    {
        if (network.Options.Convolutions.Count == 0)
            return features;
        IReadOnlyList<int> image = network.ObservationSpace.Shape;
        (int channels, int height, int width) = (image[0], image[1], image[2]);
        foreach (ConvolutionShape shape in network.Options.Convolutions)
        {
            bool isByChannel = features.Source is null;
            int seen = isByChannel ? channels : Padded(channels);
            ConvolutionLayout layout = new(shape, seen, height, width, isByChannel, ParameterLength, TransposedLength);
            FeatureBlock padded = shape.Padding == 0
                ? features.Block
                : Take(checked(seen * layout.PaddedHeight * layout.PaddedWidth));
            FeatureBlock output = Take(checked(layout.Places * layout.PlaceStride));
            bool normalizes = network.Options.ConvolutionNorm != ConvolutionNormalization.None;
            FusedStep step = new ConvolutionStep(
                layout, features.Block, padded, output, Rectified(isLast: true, normalizes), features.Source);
            _steps.Add(step);
            DenseLayout memory = layout.Memory;
            if (_spectralNorm != SpectralNormalization.None)
                _spectral.Add(new SpectralBlock(memory, 0, shape.Channels));
            _slots.Add(new ParameterSlot(
                memory.WeightStart, shape.Channels, checked(channels * shape.Kernel * shape.Kernel), memory.Stride)
            {
                Channels = channels,
                PlaceStride = seen,
            });
            _slots.Add(new ParameterSlot(memory.BiasStart, 1, shape.Channels, shape.Channels));
            (ParameterLength, TransposedLength) = (memory.End, memory.TransposedEnd);
            if (normalizes)
                step = AddNorm(layout, output, network.Options.ConvolutionNorm);
            step = AddActivation(step, step.Output);
            features = new(step.Output, step) { Channels = shape.Channels, Places = layout.Places };
            (channels, height, width) = (shape.Channels, layout.OutputHeight, layout.OutputWidth);
        }

        return features;
    }

    private FusedStep AddNorm(ConvolutionLayout convolution, FeatureBlock computed, ConvolutionNormalization kind)
    {
        FeatureBlock output = Take(computed.Count);
        if (kind == ConvolutionNormalization.Channels)
        {
            ImageNormStep byPlace = new(
                computed,
                output,
                Take(convolution.Places),
                convolution,
                Rectified(isLast: true, isNormalized: false),
                ParameterLength);
            _steps.Add(byPlace);
            _slots.AddRange([byPlace.GainSlot, byPlace.BiasSlot]);
            ParameterLength = byPlace.End;
            return byPlace;
        }

        LayerNormStep norm = new(
            computed, output, Take(1), ParameterLength, Rectified(isLast: true, isNormalized: false))
        {
            Channels = convolution.Shape.Channels,
        };
        _steps.Add(norm);
        _slots.AddRange([norm.GainSlot, norm.BiasSlot]);
        ParameterLength = norm.End;
        return norm;
    }

    private Features AddHidden(Features inputs, int units, bool isLast)
    {
        DenseStep step = AddDense(inputs, Take(units), Rectified(isLast, _normalizes));
        return AddUnits(inputs, step, 0, units, isLast);
    }

    private void AddStreams(Features inputs, int? units)
    {
        bool isNarrow = DenseLayout.IsNarrowWidth(OutputCount + ValuesPerAction);
        int firstAdvantage = isNarrow ? ValuesPerAction : Padded(ValuesPerAction);
        int width = firstAdvantage + OutputCount;
        if (units is int count)
        {
            DenseStep hidden = AddDense(inputs, Take(Padded(count) + count), Rectified(isLast: true, _normalizes));
            OutputColumns = Take(width);
            AddOutputs(
                AddUnits(inputs, hidden, 0, count, isLast: true), OutputColumns with { Count = ValuesPerAction });
            AddOutputs(
                AddUnits(inputs, hidden, Padded(count), count, isLast: true),
                OutputColumns with { First = firstAdvantage, Count = OutputCount });
        }
        else
        {
            // One layer, so that one gradient covers both.
            OutputColumns = Take(width);
            DenseStep step = AddDense(inputs, OutputColumns, Rectification.None, isOutput: true);
            AddSlots(inputs, step, 0, ValuesPerAction);
            AddSlots(inputs, step, firstAdvantage, OutputCount);
        }

        Outputs = Take(OutputCount);
        _steps.Add(new DuelingStep(OutputColumns, firstAdvantage, ValuesPerAction, Outputs));
    }

    private void AddOutputs(Features inputs, FeatureBlock columns) =>
        AddSlots(inputs, AddDense(inputs, columns, Rectification.None, isOutput: true), 0, columns.Count);

    // The units of a hidden layer or of one of its streams, normalized first if the network does so.
    private Features AddUnits(Features inputs, DenseStep dense, int first, int count, bool isLast)
    {
        AddSlots(inputs, dense, first, count);
        if (_spectralNorm == SpectralNormalization.Hidden && inputs.Source is not null)
        {
            _spectral.Add(new SpectralBlock(dense.Memory, first, count));
            dense.IsDivided = true;
        }

        FusedStep step = dense;
        FeatureBlock units = dense.Output with { First = first, Count = count };
        if (_normalizes)
        {
            LayerNormStep norm = new(units, Take(count), Take(1), ParameterLength, Rectified(isLast, isNormalized: false))
            {
                Source = dense,
            };
            _steps.Add(norm);
            _slots.AddRange([norm.GainSlot, norm.BiasSlot]);
            ParameterLength = norm.End;
            (step, units) = (norm, norm.Output);
        }

        step = AddActivation(step, units);
        return new(step is ActivationStep ? step.Output : units, step);
    }

    private static SmoothActivation Smooth(PolicyActivation activation) =>
        activation == PolicyActivation.Tanh ? SmoothActivation.Tanh : SmoothActivation.SiLU;

    // Other steps apply rectifiers.
    private FusedStep AddActivation(FusedStep step, FeatureBlock units)
    {
        if (_activation == PolicyActivation.ReLU)
            return step;
        ActivationStep activation = new(units, Take(units.Count), Smooth(_activation));
        _steps.Add(activation);
        return activation;
    }

    private DenseStep AddDense(Features inputs, FeatureBlock outputs, Rectification rectification, bool isOutput = false)
    {
        bool isNarrow = isOutput && DenseLayout.IsNarrowWidth(outputs.Count);
        DenseLayout memory = new(inputs.Block, outputs, ParameterLength, TransposedLength, isNarrow);
        // A hidden layer of observations has no noise: it would drown inputs that differ by little.
        int noise = _isNoisy && (isOutput || inputs.Source is not null) ? memory.End - memory.WeightStart : 0;
        DenseStep step = inputs.Source switch
        {
            _ when isNarrow => new NarrowStep(memory, inputs.Source) { Noise = noise },
            null when IsSparse => new SparseStateStep(memory, rectification),
            null => new StateStep(memory, rectification) { Noise = noise },
            ActivationStep activation => new PlainStep(memory, activation) { Noise = noise },
            FusedStep source => new UnitStep(memory, rectification, source) { Noise = noise },
        };
        _steps.Add(step);
        ParameterLength = checked(memory.End + noise);
        TransposedLength = memory.TransposedEnd;
        return step;
    }

    private void AddSlots(Features inputs, DenseStep step, int firstOutput, int outputs)
    {
        DenseLayout memory = step.Memory;
        int start = memory.WeightStart + (firstOutput * memory.Stride);
        ParameterSlot weights = step is SparseStateStep
            ? new ParameterSlot(firstOutput, outputs, StateSize, 0, IsByInput: true)
            : inputs.Places == 0
                ? new ParameterSlot(start, outputs, memory.Inputs, memory.Stride)
                : new ParameterSlot(start, outputs, checked(inputs.Channels * inputs.Places), memory.Stride)
                {
                    Channels = inputs.Channels,
                    PlaceStride = Padded(inputs.Channels),
                };
        ParameterSlot biases = new(memory.BiasStart + firstOutput, 1, outputs, outputs);
        if (!step.IsNoisy)
        {
            _slots.AddRange([weights, biases]);
            return;
        }

        _slots.AddRange([weights, Scales(weights), biases, Scales(biases)]);
        _noisy.Add(new NoisyBlock(memory, firstOutput, outputs, step.Noise, weights));

        ParameterSlot Scales(ParameterSlot means) => means with { Start = means.Start + step.Noise };
    }

    // Outputs read the last hidden layer and need its units after the rectifier.
    private Rectification Rectified(bool isLast, bool isNormalized) =>
        isNormalized || _activation != PolicyActivation.ReLU ? Rectification.None : isLast ? Rectification.Immediate : Rectification.ByReader;

    private FeatureBlock Take(int columns)
    {
        FeatureBlock block = new(Width, Stride(columns), 0, columns);
        Width = checked(Width + Math.Max(block.Stride, Line));
        return block;
    }

    /// <summary>The inputs of a layer.</summary>
    /// <param name="Block">Their position.</param>
    /// <param name="Source">The step that computes them; null for observations.</param>
    private readonly record struct Features(FeatureBlock Block, FusedStep? Source)
    {
        /// <summary>The number of channels of each position if a convolution computes them.</summary>
        public int Channels { get; init; }

        /// <summary>The number of positions; 0 if no convolution computes them.</summary>
        public int Places { get; init; }
    }
}
