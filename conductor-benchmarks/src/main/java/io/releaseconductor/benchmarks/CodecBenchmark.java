package io.releaseconductor.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.json.DeploymentJson;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The wire format beside Jackson's own tree of the same text. */
@State(Scope.Benchmark)
public class CodecBenchmark {

    private final DeploymentJson json = new DeploymentJson();
    private final ObjectMapper jackson = new ObjectMapper();
    private final Deployment deployment = Made.verified("staging");
    private final String text = json.write(deployment);
    private final JsonNode tree;

    /** Reads the tree. */
    public CodecBenchmark() {
        try {
            tree = jackson.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From a deployment to text. */
    @Benchmark
    public String write() {
        return json.write(deployment);
    }

    /** From text to a deployment, with all that is checked. */
    @Benchmark
    public Deployment read() {
        return json.read(text);
    }

    /** From a tree to text. */
    @Benchmark
    public String treeWrite() throws JsonProcessingException {
        return jackson.writeValueAsString(tree);
    }

    /** From text to a tree. */
    @Benchmark
    public JsonNode treeRead() throws JsonProcessingException {
        return jackson.readTree(text);
    }
}
