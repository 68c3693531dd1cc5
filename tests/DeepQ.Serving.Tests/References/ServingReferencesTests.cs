namespace DeepQ.Serving.Tests.References;

/// <summary>A service that acts brings neither ML.NET nor torch.</summary>
public sealed class ServingReferencesTests
{
    private static readonly IReadOnlySet<string> Names = AssemblyReferences.Of(typeof(OnnxPolicy).Assembly);

    [Fact]
    public void Of_Microsoft_ML_there_is_ONNX_Runtime_alone() => Assert.Equal(
        ["Microsoft.ML.OnnxRuntime"], Names.Where(name => name.StartsWith("Microsoft.ML", StringComparison.Ordinal)));

    [Fact]
    public void Of_this_project_there_is_what_reads_and_acts_alone() => Assert.Equal(
        ["DeepQ.Onnx", "DeepQ.Policies"], Names.Where(name => name.StartsWith("DeepQ", StringComparison.Ordinal)));

    [Fact]
    public void There_is_no_torch() =>
        Assert.DoesNotContain(Names, name => name.Contains("Torch", StringComparison.OrdinalIgnoreCase));
}
