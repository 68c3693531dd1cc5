using DeepQ.Serving.Tests.References;

namespace DeepQ.MLNet.Serving.Tests.References;

/// <summary>A program that only acts in ML.NET brings no torch.</summary>
public sealed class ActingReferencesTests
{
    private static readonly IReadOnlySet<string> Names = AssemblyReferences.Of(typeof(DeepQTransformer).Assembly);

    [Fact]
    public void Of_this_project_there_are_the_libraries_that_act() => Assert.Equal(
        ["DeepQ.Onnx", "DeepQ.Policies", "DeepQ.Serving"], Names.Where(name => name.StartsWith("DeepQ", StringComparison.Ordinal)));

    [Fact]
    public void There_is_no_torch() =>
        Assert.DoesNotContain(Names, name => name.Contains("Torch", StringComparison.OrdinalIgnoreCase));
}
