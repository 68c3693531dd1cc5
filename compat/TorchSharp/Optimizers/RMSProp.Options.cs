namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>The options of one group; a field that is null takes the optimizer's value.</summary>
    public class Options : OptimizerOptions
    {
        public double? alpha;
        public double? eps;
        public double? weight_decay;
        public double? momentum;
        public bool? centered;
        public bool? maximize;

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize ?? default);
            writer.Write(momentum ?? default);
            writer.Write(alpha ?? default);
            writer.Write(eps ?? default);
            writer.Write(weight_decay ?? default);
            writer.Write(centered ?? default);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var from = (Options)source;
            alpha = from.alpha;
            eps = from.eps;
            weight_decay = from.weight_decay;
            momentum = from.momentum;
            centered = from.centered;
            maximize = from.maximize;
        }

        internal void FillFrom(Options defaults)
        {
            if (LearningRate is null) LearningRate = InitialLearningRate = defaults.InitialLearningRate;
            alpha ??= defaults.alpha;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            momentum ??= defaults.momentum;
            centered ??= defaults.centered;
            maximize ??= defaults.maximize;
        }
    }
}
