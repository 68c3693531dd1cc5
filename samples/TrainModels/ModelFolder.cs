using DeepQ.Learning;
using DeepQ.Onnx;
using DeepQ.Serving;

namespace TrainModels;

/// <summary>Trains a policy and writes it with its card.</summary>
internal static class ModelFolder
{
    public const string PolicyName = "policy.onnx";

    public static ModelCard Make(Recipe recipe, string models, IProgress<TrainingProgress>? progress = null)
    {
        Xoshiro256 random = new(recipe.Seed);
        IEnvironment environment = recipe.Create();
        using TrainingResult training = new DqnTrainer(recipe.Options).Train(
            new VectorEnvironment([environment], random.Fork()), recipe.Create(), random.Fork(), progress);

        string folder = Directory.CreateDirectory(Path.Combine(models, environment.Name)).FullName;
        string path = Path.Combine(folder, PolicyName);
        PolicyMetadata metadata = Describe(training, recipe);
        VerifiedFile.Write(path, PolicyExport.ToOnnx(training.Network, metadata), bytes => Verify(bytes, training));

        using OnnxPolicy policy = OnnxPolicy.Load(path);
        ModelCard card = new(
            environment.Name,
            recipe.Name,
            training.Algorithm,
            recipe.Seed,
            training.Steps,
            training.Updates,
            training.BestEvaluation!.Step,
            Settings.Of(recipe.Options),
            recipe.Aim,
            Returns.Measure(policy, environment),
            environment is TabularEnvironment problem ? Optimality.Of(policy, problem) : null,
            FileFacts.Read(path));
        File.WriteAllText(Path.Combine(folder, ModelCard.FileName), card.ToJson());
        File.WriteAllText(Path.Combine(folder, CardPage.FileName), CardPage.Of(card));
        return card;
    }

    /// <summary>The cards of a folder, in the order of the recipes.</summary>
    public static ModelCard[] ReadCards(string models) =>
    [
        .. Recipe.All
            .Select(recipe => Path.Combine(models, recipe.Create().Name))
            .Where(folder => File.Exists(Path.Combine(folder, ModelCard.FileName)))
            .Select(ModelCard.Read),
    ];

    public static void WriteIndex(string models) =>
        File.WriteAllText(Path.Combine(models, CardPage.FileName), CardPage.Index(ReadCards(models)));

    // Without the time that it took, so that the same training gives the same bytes.
    private static PolicyMetadata Describe(TrainingResult training, Recipe recipe)
    {
        PolicyMetadata metadata = training.Describe();
        SortedDictionary<string, string> summary = new(StringComparer.Ordinal)
        {
            ["environment"] = recipe.Create().Name,
            ["seed"] = $"{recipe.Seed}",
        };
        foreach ((string name, string value) in metadata.Training.Where(entry => entry.Key != "seconds"))
            summary[name] = value;
        return metadata with { Training = summary };
    }

    private static VerificationReport Verify(byte[] model, TrainingResult training)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        return OnnxVerifier.Compare(
            (states, batch) =>
            {
                float[] qValues = new float[batch * policy.ActionCount];
                int[] actions = new int[batch];
                policy.Evaluate(states, qValues, actions);
                return (qValues, Array.ConvertAll(actions, action => (long)action));
            },
            PolicyExport.ToFunction(training.Network),
            training.ObservationSpace.Low,
            training.ObservationSpace.High,
            new Xoshiro256(0));
    }
}
