using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

internal sealed partial class LayerWriter
{
    private int[] WriteDueling(DuelingLayer layer, string input, int[] shape, string name, string output)
    {
        int run = layer.ValuesPerAction;
        Require(run > 0, name, $"has {run} values an action; it needs at least one");
        int[] value = Write(layer.Value, input, shape, $"{name}.value", $"{name}.value");
        Require(value is [int values] && values == run,
            name, $"has a value stream that gives {Describe(value)}; it must give {(run == 1 ? "one" : run)}");
        int[] advantage = Write(layer.Advantage, input, shape, $"{name}.advantage", $"{name}.advantage");
        Require(advantage.Length == 1, name, $"has an advantage stream that gives {Describe(advantage)}; flatten them");
        Require(advantage[0] % run == 0, name, $"has {advantage[0]} advantages, which are no multiple of {run}");
        if (run == 1)
        {
            Join($"{name}.value", $"{name}.advantage", name, output);
            return advantage;
        }

        AddReshape($"{name}.value", $"{name}.values", -1, 1, run);
        AddReshape($"{name}.advantage", $"{name}.advantages", -1, advantage[0] / run, run);
        Join($"{name}.values", $"{name}.advantages", name, $"{name}.joined");
        AddReshape($"{name}.joined", output, -1, advantage[0]);
        return advantage;
    }

    private void Join(string value, string advantage, string name, string output)
    {
        AddMean(advantage, $"{name}.mean");
        graph.AddNode("Sub", [advantage, $"{name}.mean"], [$"{name}.centred"]);
        graph.AddNode("Add", [value, $"{name}.centred"], [output]);
    }

    private int[] WriteCategorical(CategoricalLayer layer, string input, int[] shape, string name, string output)
    {
        int logits = Row(shape, name);
        int atoms = layer.Returns.Length;
        Require(atoms > 0 && logits % atoms == 0,
            name, $"has {atoms} returns; it is given {logits} values, which are no multiple of that");
        graph.AddInitializer($"{name}.returns", layer.Returns.Span, atoms, 1);
        AddReshape(input, $"{name}.logits", -1, logits / atoms, atoms);
        graph.AddNode("Softmax", [$"{name}.logits"], [$"{name}.probabilities"], OnnxAttribute.Int("axis", 2));
        Distribution = ($"{name}.probabilities", atoms, false);
        graph.AddNode("MatMul", [$"{name}.probabilities", $"{name}.returns"], [$"{name}.means"]);
        AddReshape($"{name}.means", output, -1, logits / atoms);
        return [logits / atoms];
    }

    private int[] WriteQuantiles(QuantileLayer layer, string input, int[] shape, string name, string output)
    {
        int values = Row(shape, name);
        int quantiles = layer.Quantiles;
        Require(quantiles > 0 && values % quantiles == 0,
            name, $"has {quantiles} quantiles; it is given {values} values, which are no multiple of that");
        AddReshape(input, $"{name}.quantiles", -1, values / quantiles, quantiles);
        graph.AddNode("ReduceMean", [$"{name}.quantiles"], [output],
            OnnxAttribute.Ints("axes", 2), OnnxAttribute.Int("keepdims", 0));
        Distribution = ($"{name}.quantiles", quantiles, false);
        return [values / quantiles];
    }

    private int[] WriteQuantileMean(QuantileMeanLayer layer, string input, int[] shape, string name, string output)
    {
        int features = Row(shape, name);
        int fractions = layer.Fractions;
        Require(fractions > 0 && layer.Factors.Length == (long)fractions * features,
            name, $"has {layer.Factors.Length} factors at {fractions} fractions; it is given {features} values");
        graph.AddInitializer($"{name}.factors", layer.Factors.Span, fractions, features);
        AddReshape(input, $"{name}.features", -1, 1, features);
        graph.AddNode("Mul", [$"{name}.features", $"{name}.factors"], [$"{name}.seen"]);
        AddReshape($"{name}.seen", $"{name}.rows", -1, features);
        int[] values = Write(layer.Head, $"{name}.rows", [features], $"{name}.head", $"{name}.quantiles");
        Require(values.Length == 1, name, $"has a head that gives {Describe(values)}; flatten them");
        AddReshape($"{name}.quantiles", $"{name}.fractions", -1, fractions, values[0]);
        graph.AddNode("ReduceMean", [$"{name}.fractions"], [output],
            OnnxAttribute.Ints("axes", 1), OnnxAttribute.Int("keepdims", 0));
        Distribution = ($"{name}.fractions", fractions, true);
        return values;
    }

    private int[] WriteSupport(SupportLayer layer, string input, int[] shape, string name, string output)
    {
        int[] values = Write(layer.Values, input, shape, $"{name}.values", $"{name}.q");
        int[] logits = Write(layer.Behavior, input, shape, $"{name}.behavior", $"{name}.logits");
        Require(values.Length == 1 && logits.Length == 1 && values[0] == logits[0],
            name, $"has {Describe(values)} and logits that are {Describe(logits)}; it needs as many of each");
        Require(layer.LogThreshold < 0, name, $"has the threshold {layer.LogThreshold}; it must be below 0");
        graph.AddInitializer($"{name}.threshold", [layer.LogThreshold]);
        graph.AddInitializer($"{name}.one", [1f]);
        AddReduction("ReduceMax", $"{name}.logits", $"{name}.greatest_logit");
        AddReduction("ReduceMax", $"{name}.q", $"{name}.greatest");
        AddReduction("ReduceMin", $"{name}.q", $"{name}.least");
        graph.AddNode("Sub", [$"{name}.logits", $"{name}.greatest_logit"], [$"{name}.centred"]);
        graph.AddNode("Less", [$"{name}.centred", $"{name}.threshold"], [$"{name}.unlikely"]);
        graph.AddNode("Add", [$"{name}.greatest", $"{name}.one"], [$"{name}.raised"]);
        graph.AddNode("Sub", [$"{name}.raised", $"{name}.least"], [$"{name}.distance"]);
        graph.AddNode("Sub", [$"{name}.q", $"{name}.distance"], [$"{name}.below"]);
        graph.AddNode("Where", [$"{name}.unlikely", $"{name}.below", $"{name}.q"], [output]);
        return values;
    }

    // One length may be −1: it follows from the others.
    private void AddReshape(string input, string output, params ReadOnlySpan<long> lengths)
    {
        graph.AddInitializer($"{output}.shape", lengths, lengths.Length);
        graph.AddNode("Reshape", [input, $"{output}.shape"], [output]);
    }
}
