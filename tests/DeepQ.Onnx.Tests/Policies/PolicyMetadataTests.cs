using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Tests.Policies;

public class PolicyMetadataTests
{
    private static readonly PolicyMetadata Metadata = new()
    {
        ObservationName = "Features",
        ObservationShape = [3, 84, 84],
        ActionNames = ["left, or \"port\"", "right", "δεξιά"],
        Gamma = 0.1 + 0.2,
        Algorithm = "DQN",
        Training = new Dictionary<string, string> { ["steps"] = "50000", ["mean return"] = "487.5" },
        CreatedBy = "a test",
    };

    [Fact]
    public void Properties_are_readable_text()
    {
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["deepq.format_version"] = "1",
                ["deepq.observation_name"] = "Features",
                ["deepq.observation_shape"] = "[3,84,84]",
                ["deepq.action_names"] = """["left, or \u0022port\u0022","right","\u03B4\u03B5\u03BE\u03B9\u03AC"]""",
                ["deepq.gamma"] = "0.30000000000000004",
                ["deepq.algorithm"] = "DQN",
                ["deepq.created_by"] = "a test",
                ["deepq.training.steps"] = "50000",
                ["deepq.training.mean return"] = "487.5",
            },
            Metadata.ToProperties());
    }

    [Fact]
    public void Reading_a_written_file_gives_the_same_metadata()
    {
        PolicyMetadata metadata = Metadata with { ObservationShape = [3] };
        float[] ones = [1, 1, 1, 1, 1, 1, 1, 1, 1];
        byte[] model = PolicyGraph.ToBytes([new LinearLayer(ones, new float[3])], metadata);

        PolicyMetadata read = PolicyMetadata.FromProperties(OnnxModelInfo.Read(model).Metadata);

        Assert.Equal(metadata.ToProperties(), read.ToProperties());
        Assert.Equal(0.1 + 0.2, read.Gamma);
        Assert.Equal(metadata.ActionNames, read.ActionNames);
    }

    [Fact]
    public void A_model_without_the_properties_is_no_policy()
    {
        Dictionary<string, string> properties = new() { ["author"] = "someone" };

        Assert.False(PolicyMetadata.IsIn(properties));
        Assert.Equal(
            "The ONNX model has no property 'deepq.format_version': it is not a policy, or a damaged one.",
            Assert.Throws<PolicyFormatException>(() => PolicyMetadata.FromProperties(properties)).Message);
        Assert.True(PolicyMetadata.IsIn(Metadata.ToProperties()));
    }

    [Theory]
    [InlineData("format_version", "2", "The policy has format version '2'; this library reads version 1.")]
    [InlineData("observation_shape", "[4,0]",
        "The policy has the observation shape [4, 0]; it needs axes of positive length.")]
    [InlineData("observation_shape", "4",
        "The property 'deepq.observation_shape' is '4', not a JSON list of its kind.")]
    [InlineData("observation_shape", "null",
        "The property 'deepq.observation_shape' is 'null', not a JSON list of its kind.")]
    [InlineData("observation_shape", "[4294967296]",
        "The property 'deepq.observation_shape' is '[4294967296]', not a JSON list of its kind.")]
    [InlineData("action_names", "[]", "The policy has no actions or an action without a name.")]
    [InlineData("action_names", "[\"a\",null]", "The policy has no actions or an action without a name.")]
    [InlineData("action_names", "[\"a\",\"a\"]", "The policy has two actions with the same name.")]
    [InlineData("gamma", "much", "The property 'deepq.gamma' is 'much', not a number.")]
    [InlineData("gamma", "1.5", "The policy has the discount 1.5; it must be from 0 to 1.")]
    [InlineData("gamma", "NaN", "The policy has the discount NaN; it must be from 0 to 1.")]
    [InlineData("observation_name", "", "The policy has no name for its observation.")]
    public void An_impossible_property_is_named(string key, string value, string message)
    {
        Dictionary<string, string> properties = new(Metadata.ToProperties()) { [$"deepq.{key}"] = value };

        PolicyFormatException error = Assert.Throws<PolicyFormatException>(
            () => PolicyMetadata.FromProperties(properties));

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("deepq.observation_name")]
    [InlineData("deepq.observation_shape")]
    [InlineData("deepq.action_names")]
    [InlineData("deepq.gamma")]
    [InlineData("deepq.algorithm")]
    [InlineData("deepq.created_by")]
    public void A_missing_property_is_named(string key)
    {
        Dictionary<string, string> properties = new(Metadata.ToProperties());
        properties.Remove(key);

        PolicyFormatException error = Assert.Throws<PolicyFormatException>(
            () => PolicyMetadata.FromProperties(properties));

        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_that_could_not_be_read_again_is_not_written()
    {
        Assert.Equal(
            "The policy has the discount -0.1; it must be from 0 to 1.",
            Assert.Throws<InvalidOperationException>(() => (Metadata with { Gamma = -0.1 }).ToProperties()).Message);
    }
}
